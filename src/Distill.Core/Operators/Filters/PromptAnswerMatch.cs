using Distill.Core.Languages;
using Distill.Core.Normalization;

namespace Distill.Core.Operators.Filters;

/// <summary>Whether an answer goes with its question, as far as that shows without understanding either. Says nothing when in doubt.</summary>
internal static class PromptAnswerMatch
{
    // Below this many letters a language is a guess. An ideograph counts as four.
    private const int EnoughLetters = 40;
    private const double ClearShare = 0.7;

    // A copy shorter than this may be an answer: "A or B?" – "A".
    private const int ShortestCopy = 12;

    // The share of the question that a copy has at least.
    private const double CopiedShare = 0.9;

    // A source shorter than this may share nothing with an extract by chance.
    private const int ShortestSource = 60;

    // The length of the pieces that an extract shares with its source; two Chinese characters, or part of a word.
    private const int Piece = 2;

    // Words with which a question asks for another language, is about one, or wants a program, whose words are English.
    private static readonly PhraseSet AboutLanguages = new([
        "翻译",
        "译成",
        "译为",
        "translat",
        "单词",
        "造句",
        "双语",
        "代码",
        "编程",
        "程序",
        "函数",
        "脚本",
        "命令",
        "正则",
        "算法",
        "SQL",
        "HTML",
        "Python",
        "Java",
        "C++",
        "JSON",
        .. LanguageNames.All,
    ]);

    // Tasks whose right answer may be the text itself.
    private static readonly PhraseSet Repeats = new([
        "重复",
        "复述",
        "抄写",
        "照抄",
        "原样",
        "改写",
        "纠正",
        "纠错",
        "改错",
        "校对",
        "润色",
        "病句",
        "错别字",
        "格式化",
        "排序",
        "补全",
        "续写",
        "填空",
        "标点",
        "repeat",
        "copy",
        "correct",
        "proofread",
        "rewrite",
        "rephrase",
        "complete",
        "continue",
        "edit",
        "fix",
        "grammar",
        "format",
        "sort",
    ]);

    private static readonly PhraseSet Extracts = new([
        "摘录",
        "抽取出",
        "提取出",
        "从文中提取",
        "从文中找出",
        "原文中的",
        "extract from the",
        "quote from the",
        "copy out",
    ]);

    /// <summary>The languages of question and answer when both are clear and differ, and the question does not ask for it.</summary>
    public static (string? Asked, string? Answered) OtherLanguage(string question, string answer)
    {
        var answered = LanguageIdentifier.Identify(answer);
        if (!IsClear(answered))
        {
            return default;
        }

        var asked = LanguageIdentifier.Identify(question);
        return IsClear(asked) && asked.Code != answered.Code && !AboutLanguages.OccursIn(question) ? (asked.Code, answered.Code) : default;
    }

    /// <summary>True when the answer is the question, or nearly all of it and nothing else.</summary>
    public static bool IsCopy(string question, string answer)
    {
        if (answer.Length < ShortestCopy || answer.Length > question.Length * 2 || answer.Length < question.Length / 2)
        {
            return false;
        }

        var (asked, answered) = (Key(question), Key(answer));
        var copied =
            asked == answered || (answered.Length >= CopiedShare * asked.Length && asked.Contains(answered, StringComparison.Ordinal));
        return copied && answered.Length >= ShortestCopy && !Repeats.OccursIn(question);
    }

    /// <summary>True when something was to be extracted and no two neighbouring characters of the answer stand in the question.</summary>
    public static bool SharesNothing(string question, string answer)
    {
        if (question.Length < ShortestSource || !Extracts.OccursIn(question))
        {
            return false;
        }

        var source = TextKey.Of(question);
        var extract = TextKey.Of(answer).AsSpan();
        for (var i = 0; i + Piece <= extract.Length; i++)
        {
            var piece = extract.Slice(i, Piece);
            if (char.IsLetterOrDigit(piece[0]) && char.IsLetterOrDigit(piece[1]) && source.AsSpan().IndexOf(piece) >= 0)
            {
                return false;
            }
        }

        return extract.Length >= Piece;
    }

    // Where spaces stand is a matter of taste in Chinese, and no sign of work in any language.
    private static string Key(string text) => TextKey.Of(text).Replace(" ", "");

    private static bool IsClear(LanguageGuess guess) => guess.IsDetermined && guess.Letters >= EnoughLetters && guess.Share >= ClearShare;
}
