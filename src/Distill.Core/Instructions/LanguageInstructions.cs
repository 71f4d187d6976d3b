using Distill.Core.Languages;

namespace Distill.Core.Instructions;

/// <summary>Instructions about the language and the case of an answer.</summary>
internal static class LanguageInstructions
{
    public static Func<string, InstructionMeasure> ResponseLanguage(InstructionArguments arguments)
    {
        var language = arguments.Text("language");
        var code = language.StartsWith("zh", StringComparison.Ordinal) ? "zh" : language;
        return answer => Language(answer, code);
    }

    public static Func<string, InstructionMeasure> CapitalWords(InstructionArguments arguments)
    {
        var relation = arguments.Relation("capital_relation", arguments.Count("capital_frequency"));
        return answer =>
        {
            var count = CapitalWordCount(answer);
            return InstructionMeasure.Of(relation(count), count);
        };
    }

    public static Func<string, InstructionMeasure> EnglishCapital(InstructionArguments arguments) => answer => InCase(answer, char.IsLower);

    public static Func<string, InstructionMeasure> EnglishLowercase(InstructionArguments arguments) =>
        answer => InCase(answer, char.IsUpper);

    private static InstructionMeasure InCase(string answer, Func<char, bool> isWrong)
    {
        var wrong = answer.Count(isWrong);
        return wrong == 0 && answer.Any(char.IsLetter) ? Language(answer, "en") : InstructionMeasure.Of(false, wrong);
    }

    // As in IFEval, a text whose language cannot be told is not held against the answer.
    private static InstructionMeasure Language(string answer, string code)
    {
        var guess = LanguageIdentifier.Identify(answer);
        return InstructionMeasure.Of(!guess.IsDetermined || guess.Code == code, guess.Code);
    }

    /// <summary>Words with letters, all of them capital; words joined by a hyphen are one.</summary>
    private static int CapitalWordCount(string answer)
    {
        var count = 0;
        var text = answer.AsSpan();
        foreach (var range in text.SplitAny([.. " \t\r\n,;:!?()[]{}\"'*_/。，；：！？（）“”"]))
        {
            var word = text[range];
            count += word.IndexOfAnyInRange('A', 'Z') >= 0 && word.IndexOfAnyInRange('a', 'z') < 0 ? 1 : 0;
        }

        return count;
    }
}
