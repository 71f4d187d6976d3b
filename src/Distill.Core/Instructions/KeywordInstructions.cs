using System.Text.Json.Nodes;
using Distill.Core.Normalization;

namespace Distill.Core.Instructions;

/// <summary>Instructions about words and letters that an answer has or has not; case does not matter.</summary>
internal static class KeywordInstructions
{
    public static Func<string, InstructionMeasure> Existence(InstructionArguments arguments)
    {
        var keywords = arguments.Texts("keywords");
        return answer => Missing([.. keywords.Where(keyword => !answer.Contains(keyword, StringComparison.OrdinalIgnoreCase))]);
    }

    public static Func<string, InstructionMeasure> Frequency(InstructionArguments arguments)
    {
        var (keyword, frequency) = (arguments.Text("keyword"), arguments.Count("frequency"));
        var relation = arguments.Relation("relation", frequency);
        return answer => Counted(Occurrences(answer, keyword), relation);
    }

    public static Func<string, InstructionMeasure> Forbidden(InstructionArguments arguments)
    {
        var words = arguments.Texts("forbidden_words");
        return answer => Missing([.. words.Where(word => HasWord(answer, word))]);
    }

    public static Func<string, InstructionMeasure> LetterFrequency(InstructionArguments arguments)
    {
        var (letter, frequency) = (arguments.Text("letter"), arguments.Count("let_frequency"));
        var relation = arguments.Relation("let_relation", frequency);
        return answer => Counted(Occurrences(answer, letter), relation);
    }

    // The measured value names what offends: the keywords that are missing, the forbidden ones that are there.
    private static InstructionMeasure Missing(IReadOnlyList<string> offending) =>
        new(offending.Count == 0, new JsonArray([.. offending.Select(word => JsonValue.Create(word))]));

    private static InstructionMeasure Counted(int count, Func<int, bool> relation) => InstructionMeasure.Of(relation(count), count);

    private static int Occurrences(string answer, string text)
    {
        var (count, at) = (0, 0);
        while ((at = answer.IndexOf(text, at, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            count++;
            at += text.Length;
        }

        return count;
    }

    private static bool HasWord(string answer, string word)
    {
        for (var at = Next(0); at >= 0; at = Next(at + 1))
        {
            if (WordSearch.StandsAlone(answer, at, word.Length))
            {
                return true;
            }
        }

        return false;

        int Next(int start) => start <= answer.Length ? answer.IndexOf(word, start, StringComparison.OrdinalIgnoreCase) : -1;
    }
}
