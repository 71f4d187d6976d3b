using System.Text;
using System.Text.Json;
using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Core.Formats.Writing;
using Distill.Core.Samples;
using Distill.Storage.Local.Sources;
using Distill.Testing;

namespace Distill.Core.Tests.Formats;

public class RobustnessTests
{
    private const string Good = """{"prompt":"q","response":"a"}""";

    [Theory]
    [InlineData("{\"prompt\":\"q\",\"x\":")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":\"q\"}],\"meta\":{},\"x\":")]
    public async Task EveryFileOfTheJsonTestSuite_AsALine_GetsTheVerdictOfItsPrefix(string head)
    {
        var wrong = new List<string>();
        var files = Directory.GetFiles(SharedData.Require("robustness", "JSONTestSuite_test_parsing"), "*.json").Order().ToList();
        foreach (var file in files)
        {
            var name = Path.GetFileName(file);
            var content = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            // A line break between tokens is white space to JSON, but ends a line.
            var malformed = await IsMalformedAsync(head, name[0] == 'n' ? content : OnOneLine(content));
            if (name[0] != 'i' && malformed != (name[0] == 'n'))
            {
                wrong.Add(name);
            }
        }

        files.Count.ShouldBe(318);
        wrong.ShouldBeEmpty();
    }

    private static byte[] OnOneLine(byte[] content) => [.. content.Select(value => value is (byte)'\n' or (byte)'\r' ? (byte)' ' : value)];

    // As the value of a field, so that a number or a text is a record too.
    private static async Task<bool> IsMalformedAsync(string head, byte[] content)
    {
        byte[] line = [.. Encoding.UTF8.GetBytes(head), .. content, (byte)'}'];
        byte[] file = [.. Encoding.UTF8.GetBytes(head + "1}\n"), .. line, .. Encoding.UTF8.GetBytes("\n" + head + "2}\n")];
        var import = await Import.BytesAsync("in.jsonl", file, new ImportOptions { Encoding = "utf-8" });
        import.Samples.Count.ShouldBeGreaterThanOrEqualTo(2);
        return import.Rejects.Count > 0;
    }

    [Theory]
    [InlineData(ExportFormats.Canonical, "in.jsonl")]
    [InlineData(ExportFormats.OpenAI, "in.jsonl")]
    [InlineData(ExportFormats.ShareGpt, "in.json")]
    [InlineData(ExportFormats.Qianfan, "in.jsonl")]
    [InlineData(ExportFormats.Csv, "in.csv")]
    public async Task NaughtyStrings_SurviveARoundTrip(string format, string name)
    {
        var texts = JsonSerializer
            .Deserialize<string[]>(
                await File.ReadAllBytesAsync(SharedData.Require("robustness", "blns.json"), TestContext.Current.CancellationToken)
            )!
            .Where(text => !string.IsNullOrWhiteSpace(text))
            .ToList();
        using var content = new MemoryStream();
        await using var writer = new SampleFileWriter(content, new ExportOptions { Format = format });
        foreach (var (index, text) in texts.Index())
        {
            await writer.WriteAsync(
                new Sample { Id = $"n{index}", Messages = [Message.User(text), Message.Assistant(text)] },
                TestContext.Current.CancellationToken
            );
        }

        await writer.CompleteAsync(TestContext.Current.CancellationToken);

        var import = await Import.BytesAsync(name, content.ToArray());
        import.Rejects.ShouldBeEmpty();
        import.Samples.Select(sample => sample.Messages[0].Content).ShouldBe(texts);
        import.Samples.Select(sample => sample.Answer).ShouldBe(texts);
    }

    [Fact]
    public async Task FileThatEndsEarlierThanItDid_GivesWhatWasReadAndTheCutLine()
    {
        // A writer truncates the file while it is read: the stream ends within a line.
        var text = $"{Good}\n{Good}\n{Good[..12]}";

        var import = await Import.TextAsync("in.jsonl", text);

        import.Samples.Count.ShouldBe(2);
        (import.Rejects.Single().Line, import.Rejects.Single().Reason).ShouldBe((3, RejectReasons.MalformedJson));
    }

    [Fact]
    public async Task FileThatChangesWhileItIsRead_IsRefused()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, Good + "\n", TestContext.Current.CancellationToken);
            await using var content = UnchangingFile.Open(path);
            await File.AppendAllTextAsync(path, Good + "\n", TestContext.Current.CancellationToken);

            var failure = await Should.ThrowAsync<ImportException>(() => Import.StreamAsync("in.jsonl", content, null));

            failure.Message.ShouldContain("changed while it was read");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task FileThatStaysAsItIs_IsReadWhole()
    {
        var import = await Import.StreamAsync(
            "toy.jsonl",
            UnchangingFile.Open(SharedData.Require("formats", "openai", "toy_chat_fine_tuning.jsonl")),
            null
        );

        import.Rejects.ShouldBeEmpty();
    }

    [Fact]
    public async Task DuplicateIds_AreRejectedInEveryFormatThatHasThem()
    {
        const string ShareGpt = """{"id":"x","conversations":[{"from":"human","value":"q"}]}""";
        const string Log =
            """{"requestid":"x","asid":"1","request":{"messages":[{"role":"user","content":"q"}]},"response":{"result":"a"}}""";
        foreach (var line in new[] { ShareGpt, Log })
        {
            var import = await Import.TextAsync("in.jsonl", $"{line}\n{line}\n");

            (import.Samples.Count, import.Rejects.Single().Reason, import.Rejects.Single().Line).ShouldBe(
                (1, RejectReasons.DuplicateId, 2)
            );
        }
    }

    [Fact]
    public async Task EveryRealFile_Imports_OrIsRefusedWithItsFields()
    {
        foreach (var file in Directory.GetFiles(SharedData.Require("formats"), "*", SearchOption.AllDirectories).Order())
        {
            try
            {
                var import = await Import.StreamAsync(Path.GetFileName(file), File.OpenRead(file), null);
                (import.Samples.Count + import.Rejects.Count).ShouldBeGreaterThan(0, file);
                import.Rejects.ShouldAllBe(reject => reject.Line > 0 && reject.Detail!["message"] != null, file);
            }
            catch (ImportException refused)
            {
                refused.Message.ShouldMatch("mapping|describes data files", file);
            }
        }
    }
}
