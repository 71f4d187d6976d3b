using Distill.Core.Normalization;

namespace Distill.Core.Operators.Filters;

/// <summary>The phrases by which a refusal is known, in the form of <see cref="TextKey"/>. Immutable and thread-safe.</summary>
/// <param name="more">Further phrases.</param>
internal sealed class RefusalPhrases(IEnumerable<string> more)
{
    // How far the apology may stand before what is refused: "抱歉,由于…,我无法".
    private const int Reach = 40;

    private static readonly string[] Known =
    [
        "as an ai",
        "as a language model",
        "as a large language model",
        "i am unable to",
        "i'm unable to",
        "i cannot assist",
        "i can't assist",
        "i cannot help with",
        "i can't help with",
        "i cannot provide",
        "i can't provide",
        "i cannot fulfill",
        "i can't fulfill",
        "i cannot comply",
        "i can't comply",
        "i won't be able to",
        "i must decline",
        "i'm not able to",
        "i am not able to",
        "i'm not comfortable",
        "sorry, i can't",
        "sorry, i cannot",
        "作为一个ai",
        "作为ai",
        "作为一个人工智能",
        "作为人工智能",
        "作为一个语言模型",
        "作为语言模型",
        "作为一个大语言模型",
        "作为大语言模型",
        "我无法回答",
        "我不能回答",
        "我无法提供",
        "我不能提供",
        "无法为您提供",
        "无法为你提供",
        "我无法协助",
        "我不能协助",
        "我无法帮助",
        "我不能帮助",
        "我无法满足",
        "抱歉,无法",
    ];

    // An apology, and what it is for: both must be there, in this order and near.
    private static readonly string[] Apologies = ["sorry", "apologize", "抱歉", "对不起", "遗憾"];

    private static readonly string[] Refused =
    [
        "i can't",
        "i cannot",
        "i can not",
        "i'm unable",
        "i am unable",
        "i won't",
        "i'm not able",
        "i am not able",
        "我无法",
        "我不能",
        "我没有办法",
        "我没法",
        "我不便",
        "无法回答",
        "无法提供",
        "不能提供",
        "不能回答",
    ];

    private readonly string[] _phrases = [.. Known, .. more];

    /// <summary>The phrase that an opening has, or null.</summary>
    public string? Find(string opening) => Array.Find(_phrases, phrase => WordSearch.IndexOf(opening, phrase) >= 0) ?? Apology(opening);

    private static string? Apology(string opening)
    {
        foreach (var apology in Apologies)
        {
            var at = WordSearch.IndexOf(opening, apology);
            var refused =
                at < 0 ? null : Array.Find(Refused, phrase => IsNear(at + apology.Length, WordSearch.IndexOf(opening, phrase, at)));
            if (refused is not null)
            {
                return $"{apology} … {refused}";
            }
        }

        return null;
    }

    private static bool IsNear(int from, int at) => at >= from && at - from <= Reach;
}
