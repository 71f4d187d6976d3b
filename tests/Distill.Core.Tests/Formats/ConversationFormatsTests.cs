using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Core.Formats.LlamaFactory;
using Distill.Core.Samples;
using Distill.Testing;

namespace Distill.Core.Tests.Formats;

public class ConversationFormatsTests
{
    [Fact]
    public async Task Alpaca_JoinsInstructionAndInput_AndReadsHistoryAndSystem()
    {
        const string Text = """{"instruction":"翻译","input":"hello","output":"你好","system":"s","history":[["q","a"]],"topic":"t"}""";

        var sample = (await Import.TextAsync("in.jsonl", Text)).Samples.Single();

        Turns(sample.Messages).ShouldBe(["system:s", "user:q", "assistant:a", "user:翻译\nhello", "assistant:你好"]);
        sample.Meta!["topic"]!.GetValue<string>().ShouldBe("t");
        sample.Meta.ContainsKey("input").ShouldBeFalse();
    }

    [Fact]
    public async Task AlpacaFile_HasInstructionAndAnswer()
    {
        var import = await Import.FileAsync(["formats", "llamafactory", "alpaca_zh_demo.json"]);

        import.Samples[0].Messages[0].Content.ShouldBe("识别并解释给定列表中的两个科学理论：细胞理论和日心说。");
        import.Samples[0].Answer.ShouldStartWith("细胞理论是生物科学的一个理论");
    }

    [Theory]
    [InlineData("""{"instruction":"","input":"","output":"o"}""", RejectReasons.EmptyField, "instruction")]
    [InlineData("""{"instruction":"i","input":[1],"output":"o"}""", RejectReasons.InvalidField, "input")]
    [InlineData("""{"instruction":"i","output":"o","history":[["q"]]}""", RejectReasons.InvalidField, "history")]
    [InlineData("""{"instruction":"i","output":"o","chosen":"c"}""", RejectReasons.MissingField, "rejected")]
    public async Task Alpaca_BadRecord_SaysWhichField(string line, string reason, string field)
    {
        var reject = (await Import.TextAsync("in.jsonl", line, new ImportOptions { Format = ImportFormats.Alpaca })).Rejects.Single();

        (reject.Reason, reject.Detail!["field"]!.GetValue<string>()).ShouldBe((reason, field));
    }

    [Fact]
    public async Task ShareGptFile_KeepsIdsAndTurns()
    {
        var import = await Import.FileAsync(["formats", "sharegpt", "dummy_conversation.json"]);

        import.Samples[0].Id.ShouldBe("identity_0");
        Turns(import.Samples[0].Messages)
            .ShouldBe([
                "user:Who are you?",
                "assistant:I am Vicuna, a language model trained by researchers from Large Model Systems Organization (LMSYS).",
                "user:Have a nice day!",
                "assistant:You too!",
            ]);
    }

    [Fact]
    public async Task ShareGpt_KnowsItsRoleNames_AndKeepsToolCallsTellable()
    {
        const string Text =
            """{"conversations":[{"from":"system","value":"s"},{"from":"human","value":"q"},{"from":"function_call","value":"{}"},{"from":"observation","value":"r"},{"from":"gpt","value":"a"}],"tools":"[]"}""";

        var sample = (await Import.TextAsync("in.jsonl", Text)).Samples.Single();

        Turns(sample.Messages).ShouldBe(["system:s", "user:q", "assistant:{}", "tool:r", "assistant:a"]);
        sample.Meta!["conversations[2].from"]!.GetValue<string>().ShouldBe("function_call");
        sample.Meta["tools"]!.GetValue<string>().ShouldBe("[]");
    }

    [Fact]
    public async Task ShareGpt_UnknownRole_IsRejectedWithTheNamesThatCount()
    {
        var reject = (await Import.TextAsync("in.jsonl", """{"conversations":[{"from":"narrator","value":"x"}]}""")).Rejects.Single();

        reject.Detail!["field"]!.GetValue<string>().ShouldBe("conversations[0].from");
        reject.Detail!["message"]!.GetValue<string>().ShouldContain("human");
    }

    [Fact]
    public async Task Bedrock_ReadsSystemAndTextParts()
    {
        const string Text =
            """{"schemaVersion":"bedrock-conversation-2024","system":[{"text":"s"}],"messages":[{"role":"user","content":[{"text":"q"}]},{"role":"assistant","content":[{"text":"a"}]}]}""";

        var import = await Import.TextAsync("in.jsonl", Text);

        import.Detection.Format.ShouldBe(ImportFormats.Bedrock);
        import.Detection.Reason.ShouldContain("bedrock-conversation-2024");
        Turns(import.Samples.Single().Messages).ShouldBe(["system:s", "user:q", "assistant:a"]);
    }

    [Fact]
    public async Task DatasetInfo_NamesColumnsAndTags()
    {
        var info = await File.ReadAllBytesAsync(
            SharedData.Require("formats", "llamafactory", "dataset_info.json"),
            TestContext.Current.CancellationToken
        );

        var kto = LlamaFactoryDataset.Find(info, "kto_en_demo.json");
        var import = await Import.FileAsync(["formats", "llamafactory", "kto_en_demo.json"], new ImportOptions { DatasetInfo = kto });

        import.Detection.Format.ShouldBe(ImportFormats.ShareGpt);
        import.Detection.Reason.ShouldContain("'kto_en_demo'");
        import.Rejects.ShouldBeEmpty();
        import.Samples.Count.ShouldBe(300);
        import.Samples.ShouldAllBe(sample => sample.Answer != null && sample.Feedback != null);
        LlamaFactoryDataset.Find(info, "absent.json").ShouldBeNull();
        Should.Throw<ImportException>(() => LlamaFactoryDataset.Find("[]"u8.ToArray(), "a.json"));
    }

    [Fact]
    public async Task DatasetInfo_OfRenamedAlpacaColumns_IsFollowed()
    {
        var info = LlamaFactoryDataset.Find(
            """{"firefly":{"file_name":"in.jsonl","columns":{"prompt":"input","response":"target"}}}"""u8.ToArray(),
            "in.jsonl"
        );

        var import = await Import.TextAsync("in.jsonl", """{"input":"q","target":"a"}""", new ImportOptions { DatasetInfo = info });

        Turns(import.Samples.Single().Messages).ShouldBe(["user:q", "assistant:a"]);
    }

    [Fact]
    public async Task MixedFormats_RejectEachStrangeRecordWithItsOwnFormat()
    {
        const string Text = """
            {"instruction":"i","input":"","output":"o"}
            {"conversations":[{"from":"human","value":"q"}]}
            [{"prompt":"p","response":[["r"]]}]
            {"instruction":"i2","input":"","output":"o"}
            """;

        var import = await Import.TextAsync("in.jsonl", Text);

        import.Samples.Count.ShouldBe(2);
        import.Rejects.Select(reject => reject.Line).ShouldBe([2, 3]);
        import.Rejects[0].Detail!["message"]!.GetValue<string>().ShouldContain("looks like sharegpt");
        import.Rejects[1].Detail!["message"]!.GetValue<string>().ShouldContain("looks like qianfan");
    }

    private static IEnumerable<string> Turns(IEnumerable<Message> messages) =>
        messages.Select(message => $"{message.Role}:{message.Content}");
}
