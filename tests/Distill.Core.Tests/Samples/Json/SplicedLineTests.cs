using System.Buffers;
using System.Text;
using CsCheck;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Samples;
using Distill.Core.Samples.Json;

namespace Distill.Core.Tests.Samples.Json;

public class SplicedLineTests
{
    private const string Canonical =
        """{"id":"s-中1","messages":[{"role":"system","content":"a \"q\" \\ \n 中文"},{"role":"user","content":""},{"role":"tool","content":"t"},{"role":"assistant","content":"😀"}],"labels":{"a":"1","b":"\t"},"feedback":{"thumb":-1},"scores":{"j":-4.5,"k":3},"meta":{"deep":[[{"x":[1,2,{}]}]],"n":0.10,"t":"\\\b"}}""";

    private static readonly RowSource Source = new("in \"1\".jsonl", 7);

    [Fact]
    public void TryWrite_OfAForeignLine_WritesWhatIsWrittenOfItsSample()
    {
        var spliced = 0;
        Gen.Int.Sample(
            seed =>
            {
                var line = new LineWriter(new Random(seed)).Line();
                spliced += Check(Encoding.UTF8.GetBytes(line)) ? 1 : 0;
            },
            iter: 10_000,
            threads: 1
        );
        // Else the property holds of nothing.
        spliced.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public void TryWrite_OfAMutatedLine_WritesWhatIsWrittenOfItsSample()
    {
        var seed = Encoding.UTF8.GetBytes(Canonical);
        const string Interesting = "{}[]\",:\\ueE+-.0123456789tfn \t\r\n\u0001\u007Fx";
        var edit = Gen.Select(Gen.Int[0, seed.Length - 1], Gen.Bool, Gen.Int[0, Interesting.Length - 1]);
        edit.Array[1, 3]
            .Sample(
                edits =>
                {
                    var bytes = seed.ToList();
                    foreach (var (place, inserts, letter) in edits)
                    {
                        if (inserts)
                        {
                            bytes.Insert(place, (byte)Interesting[letter]);
                        }
                        else
                        {
                            bytes[place] = (byte)Interesting[letter];
                        }
                    }

                    Check([.. bytes]);
                },
                iter: 10_000
            );
    }

    [Theory]
    [InlineData(Canonical)]
    [InlineData("""{"id":"1","messages":[{"role":"user","content":"q"}]}""")]
    [InlineData("""{"id":"1","messages":[{"role":"user","content":"q"}],"labels":{},"feedback":{},"scores":{},"meta":{}}""")]
    [InlineData("""{"messages": [{"content": "\u4e2d\/", "role": "user"}], "id": "1", "meta":{"a":1}}""")]
    [InlineData("""{"id":"1","messages":[{"role":"user","content":"q"}],"feedback":{ },"meta":{"a": [1 ,{ "b" :"\u4e2d"}], "c":{}}}""")]
    public void TryWrite_OfAnOrdinaryLine_NeedsNoSample(string line) => Check(Encoding.UTF8.GetBytes(line)).ShouldBeTrue();

    [Theory]
    [InlineData("""{"id":"1","messages":[{"role":"user","content":"q"}],"meta":{"source":1}}""")]
    [InlineData("""{"id":"1","messages":[{"role":"user","content":"q"}],"meta":{"a":1,"a":2}}""")]
    [InlineData("""{"id":"1","messages":[{"role":"user","content":"q"}],"labels":{"b":"1","a":"1"}}""")]
    [InlineData("""{"id":"1","messages":[{"role":"user","content":"q"}],"labels":{"a":1}}""")]
    [InlineData("""{"id":"1","messages":[{"role":"user","content":"q"}],"scores":{"a":1.0}}""")]
    [InlineData("""{"id":"1","messages":[{"role":"user","content":"q"}],"unknown":1}""")]
    [InlineData("{\"id\":\"1\",\"messages\":[{\"role\":\"user\",\"content\":\"q\u2028\"}]}")]
    [InlineData("{\"id\":\"1\",\"messages\":[{\"role\":\"user\",\"content\":\"q\u007F\"}]}")]
    [InlineData("{\"id\":\"1\",\"messages\":[{\"role\":\"user\",\"content\":\"q\u0085\"}]}")]
    public void TryWrite_OfALineThatIsWrittenAnew_LeavesIt(string line) => Check(Encoding.UTF8.GetBytes(line)).ShouldBeFalse();

    // True when the line was spliced.
    private static bool Check(byte[] line)
    {
        var output = new ArrayBufferWriter<byte>();
        if (!LineOutline.TryRead(line, out var outline) || !SplicedLine.TryWrite(outline, Source, output))
        {
            output.WrittenCount.ShouldBe(0);
            return false;
        }

        var text = Encoding.UTF8.GetString(line);
        var read = SampleJson.Read(line);
        var sample = read.Sample.ShouldNotBeNull($"{read.Message} {text}");
        var expected = new ArrayBufferWriter<byte>();
        SampleJson.Write(expected, Source.ApplyTo(sample));
        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe(Encoding.UTF8.GetString(expected.WrittenSpan), text);
        outline.Messages.IsAnswered.ShouldBe(sample.Answer is not null, text);
        Encoding.UTF8.GetString(outline.Bytes(outline.Id)).ShouldBe(sample.Id, text);
        return true;
    }
}
