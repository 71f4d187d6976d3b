using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Distill.Core.Datasets;
using Distill.Core.Samples;
using Distill.Testing;

namespace Distill.Core.Tests.Samples;

public class SampleJsonTests
{
    private const string Full =
        """{"id":"s1","messages":[{"role":"system","content":"你是助手"},{"role":"user","content":"<q> & \"q\""},{"role":"assistant","content":"好"}]"""
        + ""","labels":{"a":"1","intent":"退款"},"feedback":{"thumb":-1,"stopped":true},"scores":{"judge.helpfulness":4.5}"""
        + ""","meta":{"asid":"x","latency_ms":812,"price":1.0,"big":123456789012345678901234567890,"usage":{"input":12}}}""";

    [Fact]
    public void Write_OfWhatWasRead_GivesTheSameBytes() => Text(Read(Full)).ShouldBe(Full);

    [Fact]
    public void Read_KeepsUnknownFieldsUnderMeta_AndLosesNoneOfTheSameName()
    {
        var sample = Read(
            """{"id":7,"extra":{"k":1},"asid":"top","meta":{"asid":"inner"},"messages":[{"role":"user","content":"q","weight":0}],"none":null}"""
        );

        sample.Id.ShouldBe("7");
        sample.Meta!.ToJsonString().ShouldBe("""{"asid":"inner","extra":{"k":1},"top.asid":"top","messages[0].weight":0,"none":null}""");
    }

    [Fact]
    public void Read_OfAPreferenceSample_KeepsBothContinuations()
    {
        const string Line =
            """{"id":"p","messages":[{"role":"user","content":"q"}],"chosen":[{"role":"assistant","content":"a"}],"rejected":[{"role":"assistant","content":"b"}]}""";

        var sample = Read(Line);

        sample.Chosen!.Single().Content.ShouldBe("a");
        Text(sample).ShouldBe(Line);
    }

    [Fact]
    public void Read_OfRepeatedKeys_TakesTheLast_AlsoInMeta()
    {
        var sample = Read("""{"id":"1","id":"2","messages":[{"role":"user","content":"q"}],"meta":{"a":1,"a":2}}""");

        sample.Id.ShouldBe("2");
        sample.Meta!["a"]!.GetValue<int>().ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"id":"1"}""", RejectReasons.MissingField, "messages")]
    [InlineData("""{"id":"1","messages":[]}""", RejectReasons.MissingField, "messages")]
    [InlineData("""{"messages":[{"role":"user","content":"q"}]}""", RejectReasons.MissingField, "id")]
    [InlineData("""{"id":"","messages":[{"role":"user","content":"q"}]}""", RejectReasons.MissingField, "id")]
    [InlineData("""{"id":{},"messages":[{"role":"user","content":"q"}]}""", RejectReasons.InvalidField, "id")]
    [InlineData("""{"id":"1","messages":"q"}""", RejectReasons.InvalidField, "messages")]
    [InlineData("""{"id":"1","messages":["q"]}""", RejectReasons.InvalidField, "messages[0]")]
    [InlineData(
        """{"id":"1","messages":[{"role":"user","content":"q"},{"role":"robot","content":"a"}]}""",
        RejectReasons.InvalidField,
        "messages[1].role"
    )]
    [InlineData("""{"id":"1","messages":[{"role":"user","content":5}]}""", RejectReasons.InvalidField, "messages[0].content")]
    [InlineData("""{"id":"1","messages":[{"role":"user"}]}""", RejectReasons.MissingField, "messages[0].content")]
    [InlineData("""{"id":"1","messages":[{"content":"q"}]}""", RejectReasons.MissingField, "messages[0].role")]
    [InlineData("""{"id":"1","messages":[{"role":"user","content":"q"}],"chosen":[]}""", RejectReasons.MissingField, "rejected")]
    [InlineData("""{"id":"1","messages":[{"role":"user","content":"q"}],"scores":{"a":"x"}}""", RejectReasons.InvalidField, "scores.a")]
    [InlineData("""{"id":"1","messages":[{"role":"user","content":"q"}],"scores":{"a":1e999}}""", RejectReasons.InvalidField, "scores.a")]
    [InlineData("""{"id":"1","messages":[{"role":"user","content":"q"}],"labels":{"a":[1]}}""", RejectReasons.InvalidField, "labels.a")]
    [InlineData("""{"id":"1","messages":[{"role":"user","content":"q"}],"labels":[1]}""", RejectReasons.InvalidField, "labels")]
    [InlineData("""{"id":"1","messages":[{"role":"user","content":"q"}],"meta":3}""", RejectReasons.InvalidField, "meta")]
    [InlineData("""[1]""", RejectReasons.WrongShape, null)]
    [InlineData("""{"id":"1","messages":[{"role":"user","content":"\ud800"}]}""", RejectReasons.InvalidUtf8, null)]
    [InlineData("""{"id":"1","messages":[{"role":"user","content":"q"}]""", RejectReasons.MalformedJson, null)]
    [InlineData("""{"id":{},"messages":[}""", RejectReasons.MalformedJson, null)]
    [InlineData("", RejectReasons.MalformedJson, null)]
    public void Read_OfABadLine_SaysFieldAndReason(string line, string reason, string? field)
    {
        var result = SampleJson.Read(Encoding.UTF8.GetBytes(line));

        result.IsSample.ShouldBeFalse();
        result.Reason.ShouldBe(reason);
        result.Field.ShouldBe(field);
        result.Message.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Read_OfBytesThatAreNoUtf8_IsAReject() =>
        SampleJson
            .Read([.. """{"id":"1","messages":[{"role":"user","content":" """u8, 0xFF, .. "\"}]}"u8])
            .Reason.ShouldBe(RejectReasons.InvalidUtf8);

    [Fact]
    public void Read_OfEachJsonTestSuiteFile_GivesTheVerdictOfItsName()
    {
        var wrong = new List<string>();
        foreach (var file in Directory.GetFiles(SharedData.Require("robustness", "JSONTestSuite_test_parsing")))
        {
            var name = Path.GetFileName(file);
            var isJson = SampleJson.Read(File.ReadAllBytes(file)).Reason is not (RejectReasons.MalformedJson or null);
            if (name[0] != 'i' && isJson != (name[0] == 'y'))
            {
                wrong.Add(name);
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void NaughtyStrings_ComeBackByteForByte()
    {
        var strings = JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(SharedData.Require("robustness", "blns.json")))!;
        strings.Length.ShouldBeGreaterThan(500);

        foreach (var text in strings)
        {
            var sample = Some.Sample("id" + text, text, text) with { Labels = new Dictionary<string, string> { [text] = text } };
            var back = Read(Text(sample));
            (back.Id, back.Messages[0].Content, back.Answer, back.Labels.Single()).ShouldBe((sample.Id, text, text, new(text, text)));
        }
    }

    [Fact]
    public void AnySample_ComesBackAsItWas_OnOneLine()
    {
        // Any text but half surrogate pairs, which JSON in UTF-8 cannot hold.
        var text = Gen.String.Select(value => new string([
            .. value.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar).SelectMany(rune => rune.ToString()),
        ]));
        var message = Gen.Select(
            Gen.Int[0, 3].Select(index => ((string[])["system", "user", "assistant", "tool"])[index]),
            text,
            (role, content) => new Message(role, content)
        );
        Gen.Select(text, message.List[1, 5], Gen.Dictionary(text, text)[0, 3], Gen.Dictionary(text, Gen.Double[-1e9, 1e9])[0, 3], text)
            .Select(
                (id, messages, labels, scores, meta) =>
                    new Sample
                    {
                        Id = "x" + id,
                        Messages = messages,
                        Labels = labels,
                        Scores = scores,
                        Meta = new JsonObject { ["k" + meta] = meta },
                    }
            )
            .Sample(sample =>
            {
                var line = Text(sample);
                line.ShouldNotContain('\n');
                var back = Read(line);
                back.Id.ShouldBe(sample.Id);
                back.Messages.ShouldBe(sample.Messages);
                back.Labels.ShouldBe(sample.Labels, ignoreOrder: true);
                back.Scores.ShouldBe(sample.Scores, ignoreOrder: true);
                JsonNode.DeepEquals(back.Meta, sample.Meta).ShouldBeTrue();
                Text(back).ShouldBe(line);
            });
    }

    private static Sample Read(string line)
    {
        var result = SampleJson.Read(Encoding.UTF8.GetBytes(line));
        return result.Sample.ShouldNotBeNull(result.Message);
    }

    private static string Text(Sample sample)
    {
        var buffer = new ArrayBufferWriter<byte>();
        SampleJson.Write(buffer, sample);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
