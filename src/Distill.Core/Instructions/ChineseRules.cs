using System.Text.RegularExpressions;
using Distill.Core.Languages;
using static Distill.Core.Instructions.InstructionRule;

namespace Distill.Core.Instructions;

/// <summary>How Chinese prompts give instructions.</summary>
internal static partial class ChineseRules
{
    private const string Number = "[0-9]{1,6}|[零一二两三四五六七八九十百千万]{1,9}";
    private const string Quotes = "[「“\"『‘][^」”\"』’\n]{1,80}[」”\"』’]";
    private const string QuoteList = "(?<quoted>" + Quotes + "(?:\\s*[、，,和与及或]\\s*" + Quotes + "){0,9})";

    public static IReadOnlyList<InstructionRule> All { get; } =
    [
        new(AtMost(), ["字"], match => Length(match, match.Groups["less"].Success ? "less than" : "at most")),
        new(Within(), ["字"], match => Length(match, "at most")),
        new(AtLeast(), ["字"], match => Length(match, "at least")),
        new(OrMore(), ["字以上"], match => Length(match, "at least")),
        new(Between(), ["字"], Range),
        new(InSentences(), ["句话"], match => Counted(match, "length_constraints:number_sentences", "num_sentences", "at most")),
        new(AtLeastSentences(), ["句"], match => Counted(match, "length_constraints:number_sentences", "num_sentences", "at least")),
        new(InPoints(), ["点", "条"], match => Counted(match, "detectable_format:number_points", "num_points", "exactly")),
        new(InParagraphs(), ["段"], match => Counted(match, "length_constraints:number_text_paragraphs", "num_paragraphs", "exactly")),
        new(AsJson(), ["json"], match => IsAboutCode(match) ? [] : [Make(match, "detectable_format:json_format")]),
        new(AsTable(), ["表格"], match => [Make(match, "detectable_format:markdown_table")]),
        new(WithWords(), ["关键词", "关键字", "词"], match => Words(match, "keywords:existence", "keywords")),
        new(WithoutWords(), ["不", "禁止", "勿", "避免"], match => Words(match, "keywords:forbidden_words", "forbidden_words")),
        new(InLanguage(), ["用", "以"], Language),
        new(Edges(), ["开头", "开始", "结尾", "结束"], Edge),
        new(NoComma(), ["逗号"], match => [Make(match, "punctuation:no_comma")]),
    ];

    private static IEnumerable<Instruction> Length(Match match, string relation) =>
        Counted(match, "length_constraints:number_characters", "num_characters", relation);

    private static IEnumerable<Instruction> Counted(Match match, string id, string name, string relation) =>
        SpelledNumber.Read(match.Groups["n"].Value) is > 0 and var count ? [Make(match, id, ("relation", relation), (name, count))] : [];

    private static IEnumerable<Instruction> Range(Match match)
    {
        var (low, high) = (SpelledNumber.Read(match.Groups["n"].Value), SpelledNumber.Read(match.Groups["m"].Value));
        return low is { } from && high is { } to && from > 0 && from < to
            ?
            [
                Make(match, "length_constraints:number_characters", ("relation", "at least"), ("num_characters", from)),
                Make(match, "length_constraints:number_characters", ("relation", "at most"), ("num_characters", to)),
            ]
            : [];
    }

    // "写一个返回JSON的函数" asks for a program, not for JSON.
    private static bool IsAboutCode(Match match) => CodeWords().IsMatch(match.Result("$`$'"));

    [GeneratedRegex(
        "(?:不要超过|不得超过|不应超过|不能超过|不超过|不多于|最多|至多|(?<less>(?<![不得能要可])少于))\\s*(?<n>"
            + Number
            + ")\\s*个?(?:汉字|中文字|字)(?![节母体典画面])",
        RegexOptions.None,
        TimeOutMilliseconds
    )]
    private static partial Regex AtMost();

    [GeneratedRegex(
        "(?<![0-9零一二两三四五六七八九十百千万\\-—~～到至])(?<n>" + Number + ")\\s*个?(?:汉字|字)(?:以内|之内|以下)",
        RegexOptions.None,
        TimeOutMilliseconds
    )]
    private static partial Regex Within();

    [GeneratedRegex(
        "(?:不少于|不得少于|不能少于|不要少于|不低于|至少|最少)(?:写|要有|有)?\\s*(?<n>"
            + Number
            + ")\\s*个?(?:汉字|中文字|字)(?![节母体典画面])",
        RegexOptions.None,
        TimeOutMilliseconds
    )]
    private static partial Regex AtLeast();

    [GeneratedRegex("(?<![0-9零一二两三四五六七八九十百千万])(?<n>" + Number + ")\\s*个?字以上", RegexOptions.None, TimeOutMilliseconds)]
    private static partial Regex OrMore();

    [GeneratedRegex(
        "(?<![0-9零一二两三四五六七八九十百千万])(?<n>"
            + Number
            + ")字?\\s*(?:-|—|–|~|～|到|至)\\s*(?<m>"
            + Number
            + ")\\s*个?(?:汉字|字)(?![节母体典画面])(?!左右)",
        RegexOptions.None,
        TimeOutMilliseconds
    )]
    private static partial Regex Between();

    [GeneratedRegex("(?:用|以|成|为)\\s*(?<n>" + Number + ")\\s*句话", RegexOptions.None, TimeOutMilliseconds)]
    private static partial Regex InSentences();

    [GeneratedRegex("(?:不少于|至少|最少)\\s*(?<n>" + Number + ")\\s*(?:句话|个句子|句)", RegexOptions.None, TimeOutMilliseconds)]
    private static partial Regex AtLeastSentences();

    [GeneratedRegex("分(?:成|为)?\\s*(?<n>" + Number + ")\\s*(?:点|条)(?![钟半])", RegexOptions.None, TimeOutMilliseconds)]
    private static partial Regex InPoints();

    [GeneratedRegex("分(?:成|为)?\\s*(?<n>" + Number + ")\\s*(?:个段落|个自然段|段)(?![时路])", RegexOptions.None, TimeOutMilliseconds)]
    private static partial Regex InParagraphs();

    [GeneratedRegex(
        "(?:以|用|按|按照|使用|采用)\\s*(?:严格的?|标准的?|合法的?|如下的?|以下的?)?\\s*json\\s*(?:的)?(?:格式|形式|数组|对象)?\\s*(?:来|进行)?(?:输出|返回|回答|回复|给出|作答)"
            + "|(?:请|只|仅|直接|必须)(?:输出|返回)(?:为|成|一个)?(?:严格的?|标准的?|合法的?)?\\s*json",
        RegexOptions.IgnoreCase,
        TimeOutMilliseconds
    )]
    private static partial Regex AsJson();

    [GeneratedRegex(
        "(?:用|以|使用)(?:\\s*markdown\\s*)?表格(?:的)?(?:形式|格式)?(?:来)?(?:输出|列出|展示|呈现|给出|回答|整理)",
        RegexOptions.IgnoreCase,
        TimeOutMilliseconds
    )]
    private static partial Regex AsTable();

    [GeneratedRegex(
        "(?<!不|不要|不得|不能|不可|避免|勿)(?:包含|含有|出现|使用|用到)(?:以下|下列|这些|这几个|如下)?(?:的)?(?:关键词|关键字|词语|词汇|词)\\s*[:：]?\\s*"
            + QuoteList,
        RegexOptions.None,
        TimeOutMilliseconds
    )]
    private static partial Regex WithWords();

    [GeneratedRegex(
        "(?:不要|不得|不能|不可以?|不许|禁止|请勿|避免)(?:出现|使用|包含|提到|提及|用到|含有)(?:以下|下列|这些|任何)?(?:的)?(?:关键词|关键字|词语|词汇|字眼|词|字)?\\s*[:：]?\\s*"
            + QuoteList,
        RegexOptions.None,
        TimeOutMilliseconds
    )]
    private static partial Regex WithoutWords();

    [GeneratedRegex(
        "(?:用|以)\\s*(?<language>[\\u4e00-\\u9fff]{1,3}[文语])\\s*(?:来)?(?:回答|回复|作答|输出|答复|撰写)",
        RegexOptions.None,
        TimeOutMilliseconds
    )]
    private static partial Regex InLanguage();

    [GeneratedRegex(
        "以\\s*(?<quoted>" + Quotes + ")\\s*(?:作为|为)?(?:(?<start>开头|开始)|结尾|结束)(?!的)",
        RegexOptions.None,
        TimeOutMilliseconds
    )]
    private static partial Regex Edges();

    [GeneratedRegex("(?:不要|不得|不能|禁止|请勿|避免)(?:使用|出现|用)(?:任何)?逗号", RegexOptions.None, TimeOutMilliseconds)]
    private static partial Regex NoComma();

    [GeneratedRegex("函数|代码|程序|脚本|接口|类|方法|Python|Java|SQL|API", RegexOptions.IgnoreCase, TimeOutMilliseconds)]
    private static partial Regex CodeWords();
}
