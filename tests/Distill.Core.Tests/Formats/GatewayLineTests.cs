using System.Buffers;
using System.Text;
using CsCheck;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Formats.Logs;
using Distill.Core.Samples;
using Distill.Core.Tests.Samples.Json;

namespace Distill.Core.Tests.Formats;

public class GatewayLineTests
{
    private const string Ordinary =
        """{"asid":"019a","time":"2026-11-23T08:00:00.000Z","alias":"online","target":"student","model":"ft:7","user":"5e88","stream":true,"request":{"model":"online","messages":[{"role":"system","content":"a \"q\" \\ 中文"},{"role":"user","content":"😀\n"}],"temperature":0.10,"stop":["a","\t"],"stream":true,"user":"5e88"},"response":{"id":"c1","object":"chat.completion","created":5,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"好","refusal":null},"finish_reason":"stop","logprobs":null}],"usage":{"prompt_tokens":3,"completion_tokens":2}},"status":200,"usage":{"input":3,"output":2},"latency_ms":812.4}""";

    private static readonly RowSource Source = new("gw-0.jsonl", 3);

    [Fact]
    public void Decode_OfAnOrdinaryLine_NeedsNoTree()
    {
        Check(Ordinary).ShouldBeTrue();

        var sample = new GatewayLogDecoder().Decode(Encoding.UTF8.GetBytes(Ordinary)).Sample.ShouldNotBeNull();
        sample.Id.ShouldBe("019a");
        sample.Messages.Select(message => message.Content).ShouldBe(["a \"q\" \\ 中文", "😀\n", "好"]);
        sample
            .Meta!.ToJsonString()
            .ShouldBe(
                """{"response.id":"c1","response.object":"chat.completion","response.created":5,"model":"ft:7","usage":{"input":3,"output":2},"response.choices[0].finish_reason":"stop","request.temperature":0.10,"request.stop":["a","\t"],"asid":"019a","time":"2026-11-23T08:00:00.000Z","alias":"online","target":"student","user":"5e88","stream":true,"latency_ms":812.4}"""
            );
    }

    [Theory]
    [InlineData("\"status\":200", "\"error\":\"upstream_timeout\",\"status\":504", true)]
    [InlineData("\"choices\"", "\"chances\"", false)]
    [InlineData("\"content\":\"好\"", "\"content\":null,\"tool_calls\":[]", false)]
    [InlineData("\"content\":\"好\"", "\"content\":[{\"type\":\"text\",\"text\":\"a\"}]", false)]
    [InlineData("\"role\":\"system\"", "\"role\":\"developer\"", false)]
    [InlineData("\"role\":\"system\"", "\"role\":\"nobody\"", false)]
    [InlineData("\"role\":\"user\"", "\"name\":\"x\",\"role\":\"user\"", false)]
    [InlineData("\"created\":5", "\"created\":5,\"created\":6", false)]
    [InlineData("\"created\":5", "\"result\":\"r\"", false)]
    [InlineData("\"target\":", "\"source\":", false)]
    [InlineData("\"target\":", "\"response.id\":", false)]
    [InlineData("\"asid\":\"019a\"", "\"asid\":7", false)]
    [InlineData("\"asid\":\"019a\"", "\"asid\":null", false)]
    [InlineData("\"asid\":\"019a\"", "\"asid\":\"\"", false)]
    [InlineData("\"stop\":[\"a\",", "\"stop\": [ \"\\u4e2d\\/\" ,", true)]
    [InlineData("😀", "\\ud83d\\ude00", true)]
    [InlineData("😀", "\\ud83d", false)]
    [InlineData("😀", "\u2028", false)]
    [InlineData("\"logprobs\":null}]", "\"logprobs\":null},{}]", false)]
    public void Decode_OfAChangedLine_IsWhatItsTreeSays(string part, string other, bool isOrdinary) =>
        Check(Ordinary.Replace(part, other, StringComparison.Ordinal)).ShouldBe(isOrdinary);

    [Fact]
    public void Decode_OfAnyLine_IsWhatItsTreeSays()
    {
        var ordinary = 0;
        Gen.Int.Sample(seed => ordinary += Check(new LineWriter(new Random(seed)).Exchange()) ? 1 : 0, iter: 5_000, threads: 1);
        // Else the property holds of nothing.
        ordinary.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void Decode_OfAMutatedLine_IsWhatItsTreeSays()
    {
        const string Interesting = "{}[]\",:\\ueE+-.0123456789tfn \t\u0001\u007F中x";
        var edit = Gen.Select(Gen.Int[0, Ordinary.Length - 1], Gen.Bool, Gen.Int[0, Interesting.Length - 1]);
        edit.Array[1, 3]
            .Sample(
                edits =>
                {
                    var line = new StringBuilder(Ordinary);
                    foreach (var (place, inserts, letter) in edits)
                    {
                        line.Remove(place, inserts ? 0 : 1).Insert(place, Interesting[letter]);
                    }

                    Check(line.ToString());
                },
                iter: 10_000
            );
    }

    // True when no tree was needed.
    private static bool Check(string text)
    {
        var line = Encoding.UTF8.GetBytes(text);
        var decoder = new GatewayLogDecoder();
        var (decoded, expected) = (decoder.Decode(line), decoder.DecodeTree(line));
        (decoded.Reason, decoded.Field, decoded.Message).ShouldBe((expected.Reason, expected.Field, expected.Message), text);
        if (expected.Sample is null)
        {
            GatewayLine.TryRead(line, out _).ShouldBeFalse(text);
            return false;
        }

        var written = Written(expected.Sample);
        Written(decoded.Sample!).ShouldBe(written, text);
        if (!GatewayLine.TryRead(line, out var outline))
        {
            return false;
        }

        var output = new ArrayBufferWriter<byte>();
        outline.Write(output, Source);
        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe(written, text);
        outline.AsidText.ShouldBe(expected.Sample.Id);
        outline.Answer.ShouldBe(expected.Sample.Answer);
        outline.Text("alias"u8).ShouldBe(expected.Sample.MetaText("alias"));
        return true;
    }

    private static string Written(Sample sample)
    {
        var output = new ArrayBufferWriter<byte>();
        SampleJson.Write(output, Source.ApplyTo(sample));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
