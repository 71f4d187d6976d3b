using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Samples;

namespace Distill.Core.Tests.Samples.Json;

public class JsonPartTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(Gen.String, Gen.String["中文，。\u2028\u0085\u007F\"\\/\n\t😀ab "])
        .Select(text => string.Concat(text.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar)));

    [Fact]
    public void Meta_SplicedFromItsBytes_EqualsMetaWrittenFromItsTree()
    {
        var value = Gen.Recursive<JsonNode?>(
            (depth, inner) =>
                depth > 3
                    ? Texts.Select(text => (JsonNode?)JsonValue.Create(text))
                    : Gen.OneOf(
                        Texts.Select(text => (JsonNode?)JsonValue.Create(text)),
                        Gen.Double[-1e9, 1e9].Select(number => (JsonNode?)JsonValue.Create(number)),
                        Gen.Bool.Select(flag => flag ? (JsonNode?)JsonValue.Create(flag) : null),
                        inner.Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
                        Gen.Dictionary(Texts, inner)[0, 3]
                            .Select(fields =>
                                (JsonNode?)new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())))
                            )
                    )
        );
        Gen.Dictionary(Texts, value)[0, 4]
            .Select(fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))))
            .Sample(
                meta =>
                {
                    // Escapes and white space as a foreign writer has them, and as this product has them.
                    foreach (var text in new[] { meta.ToJsonString(), Text(Sample(meta))[SampleHead.Length..^1] })
                    {
                        var written = text.StartsWith('{') ? ",\"meta\":" + text : text;
                        var line = SampleHead + written + "}";
                        var (spliced, looked) = (Read(line), Read(line));
                        _ = looked.Meta?.Count;
                        Text(spliced).ShouldBe(Text(looked), line);
                        var source = new RowSource("in \"1\".jsonl", 7);
                        Text(source.ApplyTo(Read(line))).ShouldBe(Text(source.ApplyTo(looked)), line);
                    }
                },
                iter: 2000
            );
    }

    [Theory]
    [InlineData("""{"a":1, "b":2}""", """{"a":1,"b":2}""")]
    [InlineData("""{ }""", null)]
    [InlineData("""{"a":1,"a":2}""", """{"a":2}""")]
    [InlineData("""{"a":"\u4e2d\/"}""", """{"a":"中/"}""")]
    [InlineData("""{"a":[1 ,2],"n":1.0}""", """{"a":[1,2],"n":1.0}""")]
    public void Meta_ThatIsNotCanonical_IsWrittenAnew(string meta, string? written) =>
        Text(Read(SampleHead + ",\"meta\":" + meta + "}")).ShouldBe(SampleHead + (written is null ? "" : ",\"meta\":" + written) + "}");

    [Fact]
    public void Meta_ChangedInPlace_IsWrittenAsItIsNow()
    {
        var sample = Read(SampleHead + ""","meta":{"a":1}}""");

        sample.Meta!["b"] = 2;

        Text(sample).ShouldEndWith("""{"a":1,"b":2}}""");
    }

    [Fact]
    public void MetaText_ReadsAFieldWithoutATree()
    {
        var sample = Read(SampleHead + ""","meta":{"n":1,"inner":{"finish_reason":"no"},"finish_reason":"len\ngth"}}""");

        sample.MetaText("finish_reason").ShouldBe("len\ngth");
        sample.MetaText("n").ShouldBeNull();
        sample.MetaText("absent").ShouldBeNull();
    }

    [Fact]
    public void Source_OfARowThatHadOne_IsKeptBeside()
    {
        var sample = new RowSource("new", 2).ApplyTo(Read(SampleHead + ""","meta":{"source":{"file":"old","line":1}}}"""));

        RowSource.Of(sample).ShouldBe(new RowSource("new", 2));
        Text(sample).ShouldEndWith("""{"source.original":{"file":"old","line":1},"source":{"file":"new","line":2}}}""");
    }

    private const string SampleHead = """{"id":"1","messages":[{"role":"user","content":"q"}]""";

    private static Sample Sample(JsonObject meta) =>
        new()
        {
            Id = "1",
            Messages = [Message.User("q")],
            Meta = meta,
        };

    private static Sample Read(string line)
    {
        var result = SampleJson.Read(Encoding.UTF8.GetBytes(line));
        return result.Sample.ShouldNotBeNull($"{result.Message} {line}");
    }

    private static string Text(Sample sample)
    {
        var buffer = new ArrayBufferWriter<byte>();
        SampleJson.Write(buffer, sample);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
