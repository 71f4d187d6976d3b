namespace Distill.Core.Operators.Mappers;

/// <summary>Knows lines that carry no content: copyright notices, licences, mail footers, cookie banners, calls to follow. Immutable and thread-safe.</summary>
internal sealed class Boilerplate
{
    private const string Resource = "Distill.Core.Operators.Mappers.boilerplate.txt";

    // A longer line says something else, too.
    private const int LongestLine = 300;

    private readonly Dictionary<char, List<string>> _beginnings = [];
    private readonly int _longestWhole;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _wholes;

    /// <summary>The lines known, and further beginnings.</summary>
    public Boilerplate(IEnumerable<string> more)
    {
        var known = Load();
        foreach (var beginning in known.Where(rule => rule[0] == '^').Select(rule => rule[1..]).Concat(more))
        {
            var first = char.ToLowerInvariant(beginning[0]);
            if (!_beginnings.TryGetValue(first, out var beginnings))
            {
                _beginnings[first] = beginnings = [];
            }

            beginnings.Add(beginning);
        }

        var wholes = new HashSet<string>(known.Where(rule => rule[0] == '=').Select(rule => rule[1..]), StringComparer.OrdinalIgnoreCase);
        _wholes = wholes.GetAlternateLookup<ReadOnlySpan<char>>();
        _longestWhole = wholes.Max(whole => whole.Length);
    }

    /// <summary>True when the line carries no content.</summary>
    public bool Is(ReadOnlySpan<char> line)
    {
        // The signs of comments, lists and quotations before it do not matter.
        var words = line.Trim().TrimStart("#*/-;%<!>|【[· \t").TrimEnd("*/->】]| \t");
        return !words.IsEmpty && words.Length <= LongestLine && (BeginsLikeIt(words) || IsWhole(words));
    }

    private bool BeginsLikeIt(ReadOnlySpan<char> words)
    {
        foreach (var beginning in _beginnings.GetValueOrDefault(char.ToLowerInvariant(words[0])) ?? [])
        {
            if (words.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsWhole(ReadOnlySpan<char> words)
    {
        var line = words.TrimEnd(".!。！>»…:： ");
        return line.Length <= _longestWhole && _wholes.Contains(line);
    }

    private static List<string> Load()
    {
        using var stream = typeof(Boilerplate).Assembly.GetManifestResourceStream(Resource);
        using var reader = new StreamReader(stream ?? throw new InvalidOperationException($"The resource {Resource} is missing."));
        var rules = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 1 && line[0] is '^' or '=')
            {
                rules.Add(line);
            }
        }

        return rules;
    }
}
