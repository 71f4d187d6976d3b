using System.IO.Compression;
using System.Text;
using Distill.Core.Datasets;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Formats;

namespace Distill.Core.Tests.Formats;

public class JsonImportTests
{
    private const string Good = """{"id":"1","messages":[{"role":"user","content":"问"},{"role":"assistant","content":"答"}]}""";

    [Fact]
    public async Task BadLines_AreRejectsWithTheirPlace_AndTheRestGoesOn()
    {
        var text = $"\uFEFF{Good}\r\n\r\n{{\"id\":\"2\",\n{Good}\n{Good.Replace("\"1\"", "\"3\"")}\n{{\"id\":\"4\",\"messages\":[]}}";

        var import = await Import.TextAsync("in.jsonl", text);

        import.Samples.Select(sample => sample.Id).ShouldBe(["1", "3"]);
        RowSource.Of(import.Samples[1]).ShouldBe(new RowSource("in.jsonl", 5));
        import
            .Rejects.Select(reject => (reject.Line, reject.Reason))
            .ShouldBe([(3, RejectReasons.MalformedJson), (4, RejectReasons.DuplicateId), (6, RejectReasons.MissingField)]);
        var bytes = Encoding.UTF8.GetBytes(text);
        bytes.AsSpan((int)import.Rejects[0].Offset!.Value).StartsWith("{\"id\":\"2\""u8).ShouldBeTrue();
        import.Rejects[1].Detail!["message"]!.GetValue<string>().ShouldContain("line 1");
        import.Rejects[2].Detail!["field"]!.GetValue<string>().ShouldBe("messages");
        import.Summary.Records.ShouldBe(2);
        import.Summary.Rejects.Total.ShouldBe(3);
        import.Summary.Bytes.ShouldBe(bytes.Length);
    }

    [Fact]
    public async Task InvalidUtf8_RejectsOnlyItsLine()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Good + "\n" + Good.Replace("\"1\"", "\"2\"") + "\n")];
        bytes[bytes.AsSpan().LastIndexOf("答"u8)] = 0xFF;

        var import = await Import.BytesAsync("in.jsonl", bytes);

        import.Samples.Count.ShouldBe(1);
        import.Rejects.Single().Reason.ShouldBe(RejectReasons.InvalidUtf8);
    }

    [Fact]
    public async Task LineBeyondTheLimit_IsPassedOver()
    {
        var text = $"{Good}\n{{\"x\":\"{new string('x', 300_000)}\"}}\n{Good.Replace("\"1\"", "\"2\"")}\n";

        var import = await Import.TextAsync("in.jsonl", text, new ImportOptions { MaxRecordBytes = 2048 });

        import.Samples.Select(sample => sample.Id).ShouldBe(["1", "2"]);
        (import.Rejects.Single().Reason, import.Rejects.Single().Line).ShouldBe((RejectReasons.TooLong, 2));
    }

    [Fact]
    public async Task RecordsWithoutId_GetTheSameIdAtEveryImport_AndTwinsEachTheirOwn()
    {
        const string Text = """
            {"prompt":"a","response":"b"}
            {"prompt":"a","response":"b"}
            """;

        var first = await Import.TextAsync("in.jsonl", Text);
        var second = await Import.TextAsync("in.jsonl", Text);

        first.Samples.Select(sample => sample.Id).ShouldBe(second.Samples.Select(sample => sample.Id));
        first.Samples[0].Id.ShouldNotBe(first.Samples[1].Id);
        first.Samples[0].Id.Length.ShouldBe(32);
    }

    [Fact]
    public async Task OpenAI_KeepsToolsWeightsAndToolCalls_AndJoinsTextParts()
    {
        const string Line =
            """{"messages":[{"role":"developer","content":"s"},{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},{"role":"assistant","content":null,"tool_calls":[{"id":"c"}]},{"role":"tool","content":"r","tool_call_id":"c"},{"role":"assistant","content":"x","weight":0}],"tools":[{"type":"function"}]}""";

        var sample = (await Import.TextAsync("in.jsonl", Line)).Samples.Single();

        sample
            .Messages.Select(message => (message.Role, message.Content))
            .ShouldBe([("system", "s"), ("user", "ab"), ("assistant", ""), ("tool", "r"), ("assistant", "x")]);
        sample.Meta!["tools"]!.ToJsonString().ShouldBe("""[{"type":"function"}]""");
        sample.Meta!["messages[4].weight"]!.GetValue<int>().ShouldBe(0);
        sample.Meta!["messages[2].tool_calls"]!.ToJsonString().ShouldBe("""[{"id":"c"}]""");
        sample.Meta!["messages[3].tool_call_id"]!.GetValue<string>().ShouldBe("c");
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{}}]}]}""", RejectReasons.UnsupportedContent)]
    [InlineData("""{"messages":[{"role":"assistant","content":null}]}""", RejectReasons.MissingField)]
    [InlineData("""{"messages":[{"role":"narrator","content":"x"}]}""", RejectReasons.InvalidField)]
    [InlineData("""{"messages":[]}""", RejectReasons.MissingField)]
    [InlineData("""{"messages":[{"role":"user","content":"\udfff"}]}""", RejectReasons.InvalidUtf8)]
    public async Task OpenAI_BadRecord_SaysWhy(string line, string reason) =>
        (await Import.TextAsync("in.jsonl", line, new ImportOptions { Format = ImportFormats.OpenAI }))
            .Rejects.Single()
            .Reason.ShouldBe(reason);

    [Fact]
    public async Task PromptAndCompletion_BecomeTurns_AndUnknownFieldsStay()
    {
        var import = await Import.TextAsync(
            "in.jsonl",
            """
            {"id":5,"system":"s","prompt":"p","completion":"c","topic":"t"}
            {"prompt":"p only"}
            {"prompt":"p only","completion":""}
            {"prompt":"","completion":"c"}
            {"completion":"c"}
            {"prompt":["p"],"completion":"c"}
            """
        );

        import.Detection.Format.ShouldBe(ImportFormats.PromptResponse);
        import.Samples[0].Id.ShouldBe("5");
        import.Samples[0].Messages.Select(message => message.Content).ShouldBe(["s", "p", "c"]);
        import.Samples[0].Meta!["topic"]!.GetValue<string>().ShouldBe("t");
        import.Samples.Skip(1).Select(sample => sample.Answer).ShouldBe([null, null]);
        import.Summary.Answered.ShouldBe(1);
        import
            .Rejects.Select(reject => reject.Reason)
            .ShouldBe([RejectReasons.EmptyField, RejectReasons.MissingField, RejectReasons.InvalidField]);
    }

    [Fact]
    public async Task Gzip_IsReadByItsEnding_AndDamageIsAnUnreadableRest()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var index in Enumerable.Range(0, 20_000))
            {
                await gzip.WriteAsync(Encoding.UTF8.GetBytes($"{{\"prompt\":\"{Guid.NewGuid()}\",\"response\":\"{index}\"}}\n"));
            }
        }

        var bytes = packed.ToArray();

        (await Import.StreamAsync("in.jsonl.gz", new MemoryStream(bytes), null)).Samples.Count.ShouldBe(20_000);
        var damaged = await Import.StreamAsync("in.jsonl.gz", new MemoryStream(bytes[..(bytes.Length / 2)]), null);
        damaged.Samples.ShouldNotBeEmpty();
        damaged.Rejects[^1].Reason.ShouldBe(RejectReasons.UnreadableRest);
    }

    [Theory]
    [InlineData("in.jsonl", "", "empty")]
    [InlineData("in.jsonl", "\uFEFF \n\n", "empty")]
    [InlineData("in.csv", "", "empty")]
    [InlineData("in.jsonl", "not json\nneither\n", "no record at the start is readable")]
    [InlineData("in.jsonl", "{\"text\":\"a\"}\n", "'text'")]
    [InlineData("in.json", "{\n  \"prompt\": \"a\"\n}\n{\n}", "over several lines")]
    [InlineData("notes.txt", "just some prose", "cannot be told")]
    public async Task FileOfNoKnownForm_SaysWhatAndTheRemedy(string name, string text, string what)
    {
        var failure = await Should.ThrowAsync<ImportException>(() => Import.TextAsync(name, text));

        failure.Message.ShouldStartWith(name + ": ");
        failure.Message.ShouldContain(what);
    }

    [Fact]
    public async Task UnnamedCompression_IsNamed() =>
        (await Should.ThrowAsync<ImportException>(() => Import.BytesAsync("in.jsonl", [0x1F, 0x8B, 8, 0, 0]))).Message.ShouldContain(".gz");

    [Fact]
    public async Task UnknownFormat_OrWrongOption_NamesTheKey()
    {
        (
            await Should.ThrowAsync<ArgumentException>(() => Import.TextAsync("a", Good, new ImportOptions { Format = "xml" }))
        ).Message.ShouldContain("canonical");
        (
            await Should.ThrowAsync<ArgumentException>(() =>
                Import.TextAsync("a", Good, new ImportOptions { Mapping = new FieldMapping() })
            )
        ).Message.ShouldContain("prompt");
    }

    [Fact]
    public async Task Mapping_WithAWrongPath_IsRefused() =>
        (
            await Should.ThrowAsync<ImportException>(() =>
                Import.TextAsync("in.jsonl", Good, new ImportOptions { Mapping = new FieldMapping { Prompt = "a[x]" } })
            )
        ).Message.ShouldContain("a[x]");

    [Fact]
    public async Task Mapping_ReadsNestedFields_AndRejectsWhatIsNoText()
    {
        var mapping = new FieldMapping
        {
            Prompt = "request.messages[0].content",
            Response = "response",
            Id = "key",
            Meta = new Dictionary<string, string> { ["who"] = "user.name" },
        };
        const string Text = """
            {"key":1,"request":{"messages":[{"content":"a\nb"}]},"response":"r","user":{"name":"n"}}
            {"key":2,"request":{"messages":[]},"response":"r"}
            {"key":3,"request":{"messages":[{"content":"q"}]},"response":{"text":"r"}}
            """;

        var import = await Import.TextAsync("in.jsonl", Text, new ImportOptions { Mapping = mapping });

        import.Detection.Format.ShouldBe(ImportFormats.Json);
        import.Samples.Single().Messages.Select(message => message.Content).ShouldBe(["a\nb", "r"]);
        import.Samples.Single().Meta!["who"]!.GetValue<string>().ShouldBe("n");
        import.Rejects.Select(reject => reject.Reason).ShouldBe([RejectReasons.MissingField, RejectReasons.InvalidField]);
    }
}
