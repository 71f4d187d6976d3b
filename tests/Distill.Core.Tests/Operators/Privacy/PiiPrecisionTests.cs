using System.Text.Json;
using Distill.Core.Operators.Privacy;
using Distill.Testing;

namespace Distill.Core.Tests.Operators.Privacy;

/// <summary>What is found in real text, which has hardly any personal data: each finding was looked at.</summary>
public class PiiPrecisionTests
{
    [Theory]
    [InlineData("corpora/belle_instructions_zh.jsonl", "10.0.0.1 13812345678 192.168.1.1 example123_456@example.com example@example.com")]
    [InlineData("corpora/role_play_zh.jsonl", "")]
    [InlineData("corpora/sst2_dev.tsv", "")]
    [InlineData("formats/llamafactory/alpaca_zh_demo.json", "192.168.0.1 192.168.1.1")]
    [InlineData("formats/llamafactory/dpo_zh_demo.json", "1@d.co a@d.co b@d.co c@x.co d@x.co f@w.co")]
    [InlineData("formats/llamafactory/kto_en_demo.json", "")]
    [InlineData("formats/openai/fine_food_reviews_1k.csv", "")]
    [InlineData("formats/openai/dbpedia_samples.jsonl", "")]
    [InlineData("formats/sharegpt/dummy_conversation.json", "")]
    [InlineData("formats/qianfan/essay-sample-10.jsonl", "")]
    [InlineData("formats/qianfan/fin_cqa_train.jsonl", "")]
    public void Scan_OfRealText_FindsOnlyWhatIsPersonal(string file, string expected) =>
        string.Join(' ', Find(file, PiiKinds.Default).Select(found => found.Value).Distinct().Order(StringComparer.Ordinal))
            .ShouldBe(expected);

    [Theory]
    [InlineData("corpora/belle_instructions_zh.jsonl", 7, 0)] // 司机姓名: 张三
    [InlineData("corpora/role_play_zh.jsonl", 0, 0)] // 姓名': '猪八戒' is no introduction of this form
    [InlineData("formats/llamafactory/alpaca_zh_demo.json", 0, 0)]
    [InlineData("formats/llamafactory/dpo_zh_demo.json", 0, 0)]
    [InlineData("formats/sharegpt/dummy_conversation.json", 12, 0)] // My name is Vicuna
    public void Scan_OfRealTextForNamesAndAddresses_FindsThoseThatTheTextIntroduces(string file, int names, int addresses)
    {
        var found = Find(file, ["name", "address"]).Select(found => found.Kind).ToList();
        found.Count(kind => kind == PiiKind.Name).ShouldBe(names);
        // The street of the White House is an address, though nobody's secret.
        found.Count(kind => kind == PiiKind.Address).ShouldBe(addresses + (file.Contains("belle", StringComparison.Ordinal) ? 1 : 0));
    }

    private static IEnumerable<(PiiKind Kind, string Value)> Find(string file, IEnumerable<string> kinds)
    {
        var text = File.ReadAllText(SharedData.Require(file.Split('/')));
        var set = PiiKinds.Select(kinds);
        return Texts(file, text)
            .SelectMany(text => (PiiScanner.Scan(text, set) ?? []).Select(match => (match.Kind, text[match.Start..match.End])));
    }

    /// <summary>The strings of JSON and of JSON lines, or the whole text of other files.</summary>
    private static IEnumerable<string> Texts(string file, string content) =>
        Path.GetExtension(file) switch
        {
            ".json" => Strings(JsonDocument.Parse(content).RootElement),
            ".jsonl" => content
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(line => Strings(JsonDocument.Parse(line).RootElement)),
            _ => [content],
        };

    private static IEnumerable<string> Strings(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => [element.GetString()!],
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
            JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Strings(property.Value)),
            _ => [],
        };
}
