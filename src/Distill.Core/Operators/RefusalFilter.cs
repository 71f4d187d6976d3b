using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Distill.Core.Normalization;
using Distill.Core.Samples;

namespace Distill.Core.Operators;

/// <summary><c>refusal_filter</c>: the answer does not open with a refusal, in Chinese or English.</summary>
internal sealed partial class RefusalFilter : IFilter
{
    // Refusals come first; the same words deep in a long answer are usually about something else.
    private const int Opening = 120;

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
        "i won't be able to",
        "i must decline",
        "i'm not able to",
        "i am not able to",
        "i'm sorry, but i can't",
        "i'm sorry, but i cannot",
        "i am sorry, but i cannot",
        "sorry, i can't",
        "sorry, i cannot",
        "作为一个ai",
        "作为ai",
        "作为一个人工智能",
        "作为人工智能",
        "作为一个语言模型",
        "作为语言模型",
        "作为一个大语言模型",
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
        "抱歉,我无法",
        "抱歉,我不能",
        "抱歉,无法",
        "对不起,我无法",
        "对不起,我不能",
        "很遗憾,我无法",
    ];

    private readonly string[] _phrases;

    private RefusalFilter(IEnumerable<string> more) => _phrases = [.. Known, .. more.Select(Key)];

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
        if (sample.Answer is not { } answer)
        {
            return null;
        }

        var opening = Key(answer.Length > Opening ? answer[..Opening] : answer);
        var phrase = Array.Find(_phrases, phrase => WordSearch.IndexOf(opening, phrase) >= 0);
        return phrase is null ? null : new Drop("refusal", new JsonObject { ["phrase"] = phrase });
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
