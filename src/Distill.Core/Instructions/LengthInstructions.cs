using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Distill.Core.Languages;

namespace Distill.Core.Instructions;

/// <summary>Instructions about the length of an answer.</summary>
internal static partial class LengthInstructions
{
    public static Func<string, InstructionMeasure> Sentences(InstructionArguments arguments) =>
        Counted(arguments.Relation("relation", arguments.Count("num_sentences")), SentenceCount.Of);

    public static Func<string, InstructionMeasure> Words(InstructionArguments arguments) =>
        Counted(arguments.Relation("relation", arguments.Count("num_words")), answer => WordCount.Of(answer));

    /// <summary>Characters as Chinese writers count them: everything but white space, or without punctuation. An answer that fits by either count is within its limit.</summary>
    public static Func<string, InstructionMeasure> Characters(InstructionArguments arguments)
    {
        var relation = arguments.Relation("relation", arguments.Count("num_characters"));
        return answer =>
        {
            var all = CharacterCount(answer);
            return InstructionMeasure.Of(relation(all) || relation(WordCount.Of(answer)), all);
        };
    }

    /// <summary>IFEval's paragraphs: what <c>***</c> divides; an empty one within is a fault.</summary>
    public static Func<string, InstructionMeasure> Paragraphs(InstructionArguments arguments)
    {
        var wanted = arguments.Count("num_paragraphs");
        return answer =>
        {
            var parts = Divider().Split(answer);
            var emptyWithin = parts.Skip(1).SkipLast(1).Any(string.IsNullOrWhiteSpace);
            var count = parts.Count(part => !string.IsNullOrWhiteSpace(part));
            return InstructionMeasure.Of(count == wanted && !emptyWithin, count);
        };
    }

    /// <summary>Paragraphs of ordinary text: what empty lines divide, or single line ends when there are no empty lines.</summary>
    public static Func<string, InstructionMeasure> TextParagraphs(InstructionArguments arguments) =>
        Counted(arguments.Relation("relation", arguments.Count("num_paragraphs")), TextParagraphCount);

    public static Func<string, InstructionMeasure> ParagraphFirstWord(InstructionArguments arguments)
    {
        var (count, nth, word) = (arguments.Count("num_paragraphs"), arguments.Count("nth_paragraph"), arguments.Text("first_word"));
        return answer =>
        {
            var paragraphs = answer.Split("\n\n");
            var filled = paragraphs.Count(paragraph => !string.IsNullOrWhiteSpace(paragraph));
            var first = nth >= 1 && nth <= filled ? FirstWord(paragraphs[nth - 1]) : null;
            var followed = filled == count && string.Equals(first, word, StringComparison.OrdinalIgnoreCase);
            return new InstructionMeasure(followed, new JsonObject { ["paragraphs"] = filled, ["first_word"] = first });
        };
    }

    private static Func<string, InstructionMeasure> Counted(Func<int, bool> relation, Func<string, int> count) =>
        answer =>
        {
            var measured = count(answer);
            return InstructionMeasure.Of(relation(measured), measured);
        };

    private static int CharacterCount(string answer) => answer.Count(unit => !char.IsWhiteSpace(unit) && !char.IsLowSurrogate(unit));

    private static int TextParagraphCount(string answer)
    {
        var text = answer.ReplaceLineEndings("\n").Trim();
        var divider = EmptyLine().IsMatch(text) ? EmptyLine() : LineEnd();
        return divider.Split(text).Count(paragraph => !string.IsNullOrWhiteSpace(paragraph));
    }

    private static string FirstWord(string paragraph)
    {
        var word = paragraph.AsSpan().TrimStart();
        var space = word.IndexOfAny(" \t\r\n");
        word = (space < 0 ? word : word[..space]).TrimStart('\'').TrimStart('"');
        var end = word.IndexOfAny(".,?!'\"");
        return (end < 0 ? word : word[..end]).ToString();
    }

    [GeneratedRegex(@"\s?\*\*\*\s?")]
    private static partial Regex Divider();

    [GeneratedRegex(@"\n[ \t]*\n")]
    private static partial Regex EmptyLine();

    [GeneratedRegex(@"\n")]
    private static partial Regex LineEnd();
}
