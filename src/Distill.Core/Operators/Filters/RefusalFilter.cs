using System.Buffers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Distill.Core.Languages;
using Distill.Core.Normalization;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Filters;

/// <summary><c>refusal_filter</c>: the answer does not open with a refusal, in Chinese or English.</summary>
internal sealed partial class RefusalFilter : IFilter
{
    // Refusals come first; the same words deep in a long answer are usually about something else.
    private const int Opening = 120;

    // Each refusal that is known has one of these; most answers have none, and need no closer look.
    private static readonly PhraseSet Signs = new([
        "as a",
        "apolog",
        "i am ",
        "i'm ",
        "\u2019m ",
        "i can",
        "i won",
        "i must",
        "sorry",
        "作为",
        "无法",
        "不能",
        "抱歉",
        "对不起",
        "遗憾",
        "  ",
    ]);

    // Characters that stand for plain letters, which the comparison form unfolds: there the signs may be hidden.
    private static readonly SearchValues<char> Folded = SearchValues.Create([
        .. Enumerable
            .Range('\uFF21', 58)
            .Concat(Enumerable.Range('\u2100', 80))
            .Concat(Enumerable.Range('\uF900', 512))
            .Select(unit => (char)unit),
        '\u00AD',
        '\u200B',
        '\u2060',
        '\uFEFF',
        '\u00A0',
        '\u3000',
    ]);

    private readonly RefusalPhrases _phrases;
    private readonly bool _hasOwn;

    private RefusalFilter(IReadOnlyList<string> more)
    {
        _phrases = new RefusalPhrases(more.Select(Key));
        _hasOwn = more.Count > 0;
    }

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "refusal_filter",
            OperatorKind.Filter,
            "Drops answers that open with a refusal, in Chinese or English.",
            [OperatorParameter.Texts("phrases", "Further phrases that mark a refusal; case and width do not matter.")],
            (arguments, _) => new RefusalFilter(arguments.Texts("phrases"))
        );

    public string Name => Descriptor.Name;

    public Drop? Judge(Sample sample)
    {
        if (TaughtAnswer.Of(sample) is not { } answer)
        {
            return null;
        }

        var opening = answer.AsSpan(0, Math.Min(answer.Length, Opening));
        if (!_hasOwn && !Signs.OccursIn(opening) && !opening.ContainsAny(Folded))
        {
            return null;
        }

        return _phrases.Find(Key(opening.ToString())) is { } phrase && !IsAskedFor(sample, phrase)
            ? new Drop("refusal", new JsonObject { ["phrase"] = phrase })
            : null;
    }

    // "Describe your day as an AI" is answered with the same words.
    private static bool IsAskedFor(Sample sample, string phrase)
    {
        var prompt = SamplePart.PromptOf(sample);
        return prompt.Count > 0 && Key(prompt[prompt.Count - 1]).Contains(phrase, StringComparison.Ordinal);
    }

    private static string Key(string text)
    {
        var key = TextKey.Of(text).Replace('\u2019', '\'');
        // Whether a space parts Chinese from Latin letters is a matter of taste.
        return ChineseSpace().Replace(key, "");
    }

    [GeneratedRegex(@"(?<=[\u2E80-\uFFEF]) | (?=[\u2E80-\uFFEF])")]
    private static partial Regex ChineseSpace();
}
