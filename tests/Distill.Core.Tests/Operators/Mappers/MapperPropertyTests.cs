using CsCheck;
using Distill.Core.Operators;
using Distill.Testing;
using static Distill.Core.Tests.Operators.Cleaning;

namespace Distill.Core.Tests.Operators.Mappers;

public class MapperPropertyTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
            "\n",
            " ",
            "  ",
            "\t",
            "\r\n",
            "\u3000",
            "\u200B",
            "```",
            "```\n",
            "`",
            "a",
            "Li",
            "1",
            "12",
            "2024",
            ".",
            "..",
            "...",
            ",",
            "，",
            "。",
            "：",
            ":",
            "!",
            "？",
            ";",
            "(",
            ")",
            "（",
            "）",
            "[",
            "]",
            "![",
            "](",
            "好",
            "你好世界",
            "機器學習",
            "乾",
            "乾隆",
            "著",
            "后",
            "😀",
            "👨",
            "\u200D",
            "🏽",
            "🇨",
            "🇳",
            "\uFE0F",
            "\u20E3",
            "#",
            "*",
            "❤",
            "<",
            ">",
            "<p>",
            "</p>",
            "<b",
            "&amp;",
            "&lt;",
            "&",
            ";",
            "lt",
            "<!--",
            "-->",
            "<script>",
            "https",
            "http",
            "://",
            "www.",
            "www",
            "a.cn",
            "/",
            "=",
            "?",
            "Ã",
            "©",
            "â€™",
            "â",
            "€",
            "™",
            "Â",
            "ä½",
            "浣犲ソ",
            "锛",
            "鐣",
            "copyright (c) 2020",
            "# ",
            "// ",
            "/*",
            "*/",
            "license",
            "版权所有",
            "sent from my iphone",
            "9f86d081884c7d65",
            "123e4567-e89b-12d3-a456-426614174000",
            "-",
            "_",
            "今天天气很好。",
            "今天天气很好",
            "It is fine.",
            "\uD83D",
            "\uDE00",
            "\u0000",
            "é",
            "e\u0301",
            "ＡＢ"
        )
        .Array[0, 16]
        .Select(pieces => string.Concat(pieces));

    public static TheoryData<string> Mappers { get; } =
    [
        .. OperatorRegistry
            .Default.Descriptors.Where(descriptor => descriptor.Kind == OperatorKind.Mapper)
            .Select(descriptor => descriptor.Name),
    ];

    [Theory]
    [MemberData(nameof(Mappers))]
    public void Map_Twice_IsMappingOnce(string op)
    {
        var mapper = Mapping.Create(op);
        Text.Sample(
            text =>
            {
                var once = mapper.Map(Pair(text, "ok"));
                mapper.Map(once).ShouldBeSameAs(once, $"«{text}» became «{once.Messages[0].Content}»");
            },
            iter: 3000
        );
    }

    [Theory]
    [MemberData(nameof(Mappers))]
    public void Map_OfAnyString_DoesNotFail(string op)
    {
        var mapper = Mapping.Create(op);
        Gen.String.Sample(text => mapper.Map(Pair(text, text)).Messages.Count.ShouldBe(2));
    }

    // What the mappers change in good public data must be rare. The six with traditional characters do have some: 牙齦, 細菌, 計算, 公眾, 義務.
    [Theory]
    [InlineData("fix_unicode", 0)]
    [InlineData("clean_html", 8)]
    [InlineData("clean_copyright", 0)]
    [InlineData("remove_identifiers", 0)]
    [InlineData("remove_repeated_sentences", 12)]
    [InlineData("emoji_removal", 1)]
    [InlineData("traditional_to_simplified", 6)]
    [InlineData("clean_links", 2)]
    public void Map_OfAThousandChineseInstructions_ChangesOnlyWhatItShould(string op, int most)
    {
        var lines = File.ReadAllLines(SharedData.Require("corpora", "belle_instructions_zh.jsonl"));
        var mapper = Mapping.Create(op);
        var changed = lines
            .Select(line => System.Text.Json.Nodes.JsonNode.Parse(line)!)
            .Select(row => Pair(row["question"]?.ToString() ?? "", row["std_answer"]?.ToString() ?? ""))
            .Where(sample => !ReferenceEquals(mapper.Map(sample), sample))
            .ToList();
        changed.Count.ShouldBeLessThanOrEqualTo(
            most,
            string.Join("\n---\n", changed.Take(15).Select(sample => sample.Messages[1].Content))
        );
        lines.Length.ShouldBe(1000);
    }
}
