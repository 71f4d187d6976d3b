using System.Buffers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Distill.Core.Languages;

namespace Distill.Core.Instructions;

/// <summary>How a kind of instruction is recognised in a prompt: a pattern, which is tried only where one of some words occurs.</summary>
/// <param name="pattern">The pattern, with a time-out.</param>
/// <param name="triggers">Words of which a text that the pattern matches has at least one; case does not matter.</param>
/// <param name="read">The instructions of a match; none when the match means something else.</param>
internal sealed class InstructionRule(Regex pattern, string[] triggers, Func<Match, IEnumerable<Instruction>> read)
{
    // The patterns are linear but for a few bounded repeats; the limit is for texts that nobody foresaw.
    public const int TimeOutMilliseconds = 100;

    // How far before a limit the word may stand that makes it one for each of several, and how far after it.
    private const int Near = 24;
    private const int Beside = 6;
    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("。！？!?;；\n");
    private static readonly PhraseSet Each = new(["每", "各", "each", "every", " per "]);

    private readonly PhraseSet _triggers = new(triggers);

    /// <summary>Adds the instructions that a text has.</summary>
    public void Find(string text, List<Instruction> found)
    {
        if (!_triggers.OccursIn(text))
        {
            return;
        }

        try
        {
            foreach (Match match in pattern.Matches(text))
            {
                if (!IsForEach(text, match))
                {
                    found.AddRange(read(match));
                }
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // What cannot be read in time is not recognised: then nothing is asked of the answer that the prompt may not ask.
        }
    }

    // "每条建议不超过50字", "each at most 50 words": a limit for parts of the answer, which parts being a matter of understanding.
    private static bool IsForEach(string text, Match match)
    {
        var before = text.AsSpan(0, match.Index);
        before = before[(before.LastIndexOfAny(SentenceEnds) + 1)..];
        before = before[Math.Max(0, before.Length - Near)..];
        var after = text.AsSpan(match.Index + match.Length);
        return Each.OccursIn(before) || Each.OccursIn(after[..Math.Min(after.Length, Beside)]);
    }

    /// <summary>An instruction of a type with arguments, recognised in a match.</summary>
    public static Instruction Make(Match match, string id, params (string Name, JsonNode Value)[] arguments) =>
        new(id, new JsonObject(arguments.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Name, pair.Value))), match.Value);

    /// <summary>The words in quotes that a match names in its group <c>quoted</c>, as one instruction.</summary>
    public static IEnumerable<Instruction> Words(Match match, string id, string name)
    {
        var words = QuotedTexts.In(match.Groups["quoted"].Value);
        return words.Count == 0 ? [] : [Make(match, id, (name, new JsonArray([.. words.Select(word => JsonValue.Create(word))])))];
    }

    /// <summary>The language that a match names in its group <c>language</c>; none when nobody knows it.</summary>
    public static IEnumerable<Instruction> Language(Match match) =>
        LanguageNames.Code(match.Groups["language"].Value) is { } code
            ? [Make(match, "language:response_language", ("language", code))]
            : [];

    /// <summary>The phrase in quotes that an answer starts with, when the group <c>start</c> matched, or ends with.</summary>
    public static IEnumerable<Instruction> Edge(Match match)
    {
        var phrase = QuotedTexts.In(match.Groups["quoted"].Value)[0];
        return match.Groups["start"].Success
            ? [Make(match, "startend:start_checker", ("start_phrase", phrase))]
            : [Make(match, "startend:end_checker", ("end_phrase", phrase))];
    }
}
