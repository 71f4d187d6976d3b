using Distill.Core.Filtering;

namespace Distill.Core.Sampling;

/// <summary>A selection as people write it, on a command line or in a spec.</summary>
public sealed record SelectionText
{
    /// <summary>First moment, for example <c>2026-11-23T08:00:00+08:00</c>; UTC without an offset; null has no beginning.</summary>
    public string? From { get; init; }

    /// <summary>First moment after the window; null has no end.</summary>
    public string? To { get; init; }

    /// <summary>A filter expression; null takes all.</summary>
    public string? Filter { get; init; }

    /// <summary>At least one of these keywords occurs; <c>/…/</c> and <c>/…/i</c> are patterns.</summary>
    public IReadOnlyList<string> Any { get; init; } = [];

    /// <summary>Each of these keywords occurs.</summary>
    public IReadOnlyList<string> All { get; init; } = [];

    /// <summary>None of these keywords occurs.</summary>
    public IReadOnlyList<string> None { get; init; } = [];

    /// <summary>Fields in which keywords are looked for; empty is prompt and answer.</summary>
    public IReadOnlyList<string> In { get; init; } = [];

    /// <summary>Reads all parts and tells what is wrong with each.</summary>
    /// <param name="report">Takes errors: the part (<c>from</c>, <c>any[1]</c> …), what is wrong, and the remedy.</param>
    /// <returns>The selection; incomplete when something was reported.</returns>
    public LogSelection Read(Action<string, string, string> report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new LogSelection
        {
            Window = ReadWindow(report),
            Keywords = Any.Count + All.Count + None.Count == 0 ? null : ReadKeywords(report),
            Filter = ReadFilter(report),
        };
    }

    private TimeWindow? ReadWindow(Action<string, string, string> report)
    {
        var (from, to) = (ReadTime("from", From, report), ReadTime("to", To, report));
        if (from >= to)
        {
            report("to", "the end is not after the beginning", "the window is half-open: it holds from, and ends before to");
        }

        return from is null && to is null ? null : new TimeWindow(from, to);
    }

    private static DateTimeOffset? ReadTime(string part, string? text, Action<string, string, string> report)
    {
        var time = text is null ? null : TimeWindow.Parse(text);
        if (text is not null && time is null)
        {
            report(part, $"'{text}' is no time", "write 2026-11-23, or 2026-11-23T08:00:00+08:00; without an offset it is UTC");
        }

        return time;
    }

    private FilterExpression? ReadFilter(Action<string, string, string> report)
    {
        if (Filter is null)
        {
            return null;
        }

        var result = FilterExpression.Parse(Filter);
        if (result.Error is { } error)
        {
            report("filter", $"column {error.Column}: {error.Message}\n{error.Caret(Filter)}", error.Remedy);
        }

        return result.Expression;
    }

    private KeywordRule ReadKeywords(Action<string, string, string> report)
    {
        var fields = new List<FilterField>();
        for (var i = 0; i < In.Count; i++)
        {
            if (FilterField.Parse(In[i], out var error) is { } field)
            {
                fields.Add(field);
            }
            else
            {
                report($"in[{i}]", error!.Message, error.Remedy);
            }
        }

        return new KeywordRule(fields.Count == 0 ? null : fields)
        {
            Any = Words("any", Any, report),
            All = Words("all", All, report),
            None = Words("none", None, report),
        };
    }

    private static List<Keyword> Words(string part, IReadOnlyList<string> texts, Action<string, string, string> report)
    {
        var words = new List<Keyword>();
        for (var i = 0; i < texts.Count; i++)
        {
            if (Keyword.TryParse(texts[i], out var keyword, out var problem))
            {
                words.Add(keyword);
            }
            else
            {
                report(
                    $"{part}[{i}]",
                    problem,
                    "write a text, or a pattern between slashes without lookarounds and back-references: /refund|退款/i"
                );
            }
        }

        return words;
    }
}
