using System.Text;
using Distill.Core.Datasets;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Formats;

namespace Distill.Core.Tests.Formats;

public class LineChunkTests
{
    [Fact]
    public async Task LinesOfAllLengths_AcrossChunks_KeepTheirNumbersAndOffsets()
    {
        var random = new Random(5);
        var text = new StringBuilder();
        var expected = new List<(string Id, long Line)>();
        for (var line = 1; line <= 3000; line++)
        {
            if (line % 97 == 0)
            {
                text.Append(line % 2 == 0 ? "\n" : " \r\n");
                continue;
            }

            // Some are longer than a chunk.
            var length = line % 500 == 3 ? LineSource.ChunkBytes + random.Next(500_000) : random.Next(400);
            text.Append($$"""{"id":"r{{line}}","messages":[{"role":"user","content":"{{new string('x', length)}}"}]}""")
                .Append(line % 3 == 0 ? "\r\n" : "\n");
            expected.Add(($"r{line}", line));
        }

        var import = await Import.TextAsync("in.jsonl", text.ToString());

        import.Rejects.ShouldBeEmpty();
        import.Samples.Select(sample => (sample.Id, RowSource.Of(sample)!.Line)).ShouldBe(expected);
    }

    [Fact]
    public async Task ARejectBehindManyLines_HasItsOffset()
    {
        var good = """{"id":"@","messages":[{"role":"user","content":"q"}]}""";
        var lines = Enumerable
            .Range(0, 12_000)
            .Select(number => number == 11_000 ? "{\"broken" : good.Replace("@", $"r{number}", StringComparison.Ordinal))
            .ToList();
        var text = string.Join('\n', lines);

        var reject = (await Import.TextAsync("in.jsonl", text)).Rejects.Single();

        (reject.Line, reject.Offset, reject.Reason).ShouldBe(
            (11_001, text.IndexOf("{\"broken", StringComparison.Ordinal), RejectReasons.MalformedJson)
        );
    }

    [Fact]
    public async Task PlainChatLines_AreReadAsTheLongWayRoundReadsThem()
    {
        string[] lines =
        [
            """{"messages":[{"role":"developer","content":"s"},{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}""",
            """{"id":7,"messages":[{"role":"user","content":"q"},{"role":"assistant","content":null,"tool_calls":[{"id":"c"}]}]}""",
            """{"id":"x","messages":[{"role":"user","content":[{"type":"text","text":"q"}],"weight":0}],"tools":[{"a":1}],"none":null}""",
            """{"id":"y","meta":{"k":1},"labels":{"l":"v"},"messages":[{"role":"function","content":"q"}]}""",
        ];
        var options = new ImportOptions { Format = ImportFormats.OpenAI };

        var samples = (await Import.BytesAsync("in.jsonl", Encoding.UTF8.GetBytes(string.Join('\n', lines)), options)).Samples;

        samples
            .Select(sample => string.Join('|', sample.Messages.Select(turn => $"{turn.Role}:{turn.Content}")))
            .ShouldBe(["system:s|user:q|assistant:a", "user:q|assistant:", "user:q", "tool:q"]);
        samples[1].Id.ShouldBe("7");
        samples[2].Meta!["messages[0].weight"]!.GetValue<int>().ShouldBe(0);
        samples[2].Meta!.ContainsKey("none").ShouldBeFalse();
        samples[3].Meta!["meta"]!["k"]!.GetValue<int>().ShouldBe(1);
        samples[3].Labels.ShouldBeEmpty();
    }
}
