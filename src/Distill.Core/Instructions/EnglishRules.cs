using System.Text.RegularExpressions;
using Distill.Core.Languages;
using static Distill.Core.Instructions.InstructionRule;

namespace Distill.Core.Instructions;

/// <summary>How English prompts give instructions, those of IFEval among them.</summary>
internal static partial class EnglishRules
{
    private const string Number =
        "(?<n>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";
    private const string Relation =
        "(?:(?<least>at least|no fewer than|no less than|a minimum of|not less than)|(?<most>at most|no more than|not more than|a maximum of|up to|within)|(?<less>less than|fewer than|under)|(?<exact>exactly))";
    private const string Units = "(?<unit>words?|sentences?|paragraphs?|bullet points?|bullets?)";
    private const string Quotes = "(?:\"[^\"\n]{1,80}\"|“[^”\n]{1,80}”)";
    private const string QuoteList = "(?<quoted>" + Quotes + "(?:\\s*(?:,|and|or|,\\s*and|,\\s*or)\\s*" + Quotes + "){0,9})";
    private const string Answer = "(?:response|answer|reply|output|essay|letter|email|story|poem|text)";

    public static IReadOnlyList<InstructionRule> All { get; } =
    [
        new(Lengths(), ["word", "sentence", "paragraph", "bullet"], Length),
        new(OrMore(), ["or more", "or less", "or fewer"], Bound),
        new(InBullets(), ["bullet"], match => Bullets(match)),
        new(AsJson(), ["json"], match => CodeWords().IsMatch(match.Result("$`$'")) ? [] : [Make(match, "detectable_format:json_format")]),
        new(AsTable(), ["table"], match => [Make(match, "detectable_format:markdown_table")]),
        new(WithWords(), ["word", "phrase"], match => Words(match, "keywords:existence", "keywords")),
        new(
            WithoutWords(),
            ["not", "n't", "never", "avoid", "without"],
            match => Words(match, "keywords:forbidden_words", "forbidden_words")
        ),
        new(InLanguage(), [" in "], Language),
        new(Lowercase(), ["lowercase", "lower case"], match => [Make(match, "change_case:english_lowercase")]),
        new(Capitals(), ["capital", "uppercase", "all caps"], match => [Make(match, "change_case:english_capital")]),
        new(NoComma(), ["comma"], match => [Make(match, "punctuation:no_comma")]),
        new(InQuotes(), ["quotation marks"], match => [Make(match, "startend:quotation")]),
        new(Title(), ["angular brackets"], match => [Make(match, "detectable_format:title")]),
        new(Edges(), ["start", "begin", "end", "finish"], Edge),
    ];

    private static IEnumerable<Instruction> Length(Match match) =>
        match.Groups["exact"].Success && match.Groups["unit"].Value.StartsWith("word", StringComparison.OrdinalIgnoreCase)
            // Nobody counts words to the last; "exactly 100 words" would condemn every answer.
            ? []
            : Limit(match, RelationOf(match));

    private static IEnumerable<Instruction> Bound(Match match) => Limit(match, match.Groups["more"].Success ? "at least" : "at most");

    private static IEnumerable<Instruction> Limit(Match match, string relation)
    {
        if (SpelledNumber.Read(match.Groups["n"].Value) is not (> 0 and var count))
        {
            return [];
        }

        var (id, name) = match.Groups["unit"].Value[0] switch
        {
            'w' or 'W' => ("length_constraints:number_words", "num_words"),
            's' or 'S' => ("length_constraints:number_sentences", "num_sentences"),
            'p' or 'P' => ("length_constraints:number_text_paragraphs", "num_paragraphs"),
            _ => ("detectable_format:number_points", "num_points"),
        };
        return [Make(match, id, ("relation", relation), (name, count))];
    }

    private static string RelationOf(Match match) =>
        match.Groups["least"].Success ? "at least"
        : match.Groups["most"].Success ? "at most"
        : match.Groups["less"].Success ? "less than"
        : "exactly";

    private static IEnumerable<Instruction> Bullets(Match match) =>
        SpelledNumber.Read(match.Groups["n"].Value) is > 0 and var count
            ? [Make(match, "detectable_format:number_points", ("relation", "exactly"), ("num_points", count))]
            : [];

    [GeneratedRegex("\\b" + Relation + "\\s+" + Number + "\\s+" + Units + "\\b", RegexOptions.IgnoreCase, TimeOutMilliseconds)]
    private static partial Regex Lengths();

    [GeneratedRegex(
        "\\b" + Number + "\\s+" + Units + "\\s+or\\s+(?:(?<more>more)|less|fewer)\\b",
        RegexOptions.IgnoreCase,
        TimeOutMilliseconds
    )]
    private static partial Regex OrMore();

    [GeneratedRegex("\\b(?:in|with|use|using|as)\\s+" + Number + "\\s+bullet\\s+points\\b", RegexOptions.IgnoreCase, TimeOutMilliseconds)]
    private static partial Regex InBullets();

    [GeneratedRegex(
        "\\b(?:(?:respond|answer|reply|output|return)\\s+(?:\\w+\\s+){0,3}?(?:in|as|with|using)\\s+(?:a\\s+)?(?:valid\\s+)?json\\b|(?:respond|answer|reply)\\s+with\\s+(?:only\\s+)?json\\b|wrapped\\s+in\\s+json\\s+format|output\\s+(?:only\\s+)?(?:valid\\s+)?json\\b)",
        RegexOptions.IgnoreCase,
        TimeOutMilliseconds
    )]
    private static partial Regex AsJson();

    [GeneratedRegex(
        "\\b(?:respond|answer|reply|present|format|output)\\s+(?:\\w+\\s+){0,4}?(?:in|as|with)\\s+a\\s+(?:markdown\\s+)?table\\b",
        RegexOptions.IgnoreCase,
        TimeOutMilliseconds
    )]
    private static partial Regex AsTable();

    [GeneratedRegex(
        "(?<!not |n't |never |without )\\b(?:include|including|use|contain|mention)\\s+(?:the\\s+|these\\s+)?(?:following\\s+)?(?:keyword|word|phrase)s?\\s*:?\\s*"
            + QuoteList,
        RegexOptions.IgnoreCase,
        TimeOutMilliseconds
    )]
    private static partial Regex WithWords();

    [GeneratedRegex(
        "\\b(?:do\\s+not|don't|don’t|must\\s+not|never|avoid|without)\\s+(?:use|using|include|including|mention|mentioning|contain|containing)\\s+(?:the\\s+|any\\s+of\\s+the\\s+)?(?:following\\s+)?(?:keyword|word|phrase)?s?\\s*:?\\s*"
            + QuoteList,
        RegexOptions.IgnoreCase,
        TimeOutMilliseconds
    )]
    private static partial Regex WithoutWords();

    [GeneratedRegex(
        "\\b(?i:respond|answer|reply|response\\s+(?:should|must)\\s+be)\\s+(?:\\w+\\s+){0,3}?in\\s+(?:the\\s+)?(?<language>[A-Z][a-z]{3,11})\\b",
        RegexOptions.None,
        TimeOutMilliseconds
    )]
    private static partial Regex InLanguage();

    [GeneratedRegex(
        "\\b(?:in\\s+all|entirely\\s+in|only)\\s+(?:english\\s+)?(?:lowercase|lower\\s+case)(?:\\s+letters)?\\b",
        RegexOptions.IgnoreCase,
        TimeOutMilliseconds
    )]
    private static partial Regex Lowercase();

    [GeneratedRegex(
        "\\b"
            + Answer
            + "\\s+(?:[\\w,]+\\s+){0,8}?in\\s+(?:all\\s+(?:capital\\s+letters|caps|uppercase|capitals)|only\\s+(?:capital\\s+letters|uppercase))\\b",
        RegexOptions.IgnoreCase,
        TimeOutMilliseconds
    )]
    private static partial Regex Capitals();

    [GeneratedRegex(
        "\\b(?:refrain\\s+from\\s+(?:the\\s+use\\s+of\\s+|using\\s+)?(?:any\\s+)?|without\\s+(?:using\\s+)?(?:any\\s+)?|do\\s+not\\s+use\\s+(?:any\\s+)?|don't\\s+use\\s+(?:any\\s+)?|avoid\\s+(?:using\\s+)?(?:any\\s+)?|no\\s+)commas\\b",
        RegexOptions.IgnoreCase,
        TimeOutMilliseconds
    )]
    private static partial Regex NoComma();

    [GeneratedRegex(
        "\\bwrap\\s+(?:your\\s+)?(?:entire\\s+|whole\\s+)?" + Answer + "\\s+(?:in|with|inside)\\s+double\\s+quotation\\s+marks\\b",
        RegexOptions.IgnoreCase,
        TimeOutMilliseconds
    )]
    private static partial Regex InQuotes();

    [GeneratedRegex("\\btitle,?\\s+wrapped\\s+in\\s+double\\s+angular\\s+brackets\\b", RegexOptions.IgnoreCase, TimeOutMilliseconds)]
    private static partial Regex Title();

    [GeneratedRegex(
        "\\b(?:(?<start>start|begin)|end|finish)\\s+(?:your\\s+|the\\s+)?(?:entire\\s+)?"
            + Answer
            + "\\s+with\\s+(?:the\\s+|this\\s+)?(?:exact\\s+)?(?:phrase|words?|sentence)?\\s*:?\\s*(?<quoted>"
            + Quotes
            + ")",
        RegexOptions.IgnoreCase,
        TimeOutMilliseconds
    )]
    private static partial Regex Edges();

    [GeneratedRegex(
        "\\b(?:function|code|program|script|endpoint|class|method|python|javascript|java|sql|api)\\b",
        RegexOptions.IgnoreCase,
        TimeOutMilliseconds
    )]
    private static partial Regex CodeWords();
}
