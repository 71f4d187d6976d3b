using System.Text;
using System.Text.Json.Nodes;
using Distill.Core.Formats;
using Distill.Core.Formats.LlamaFactory;
using Distill.Core.Formats.Writing;
using Distill.Core.Samples;

namespace Distill.Core.Tests.Formats;

public class SampleFileWriterTests
{
    private const string Naughty = "引“号”, \"quotes\" \\ back\nline\ttab \u2028 😀 </script>";

    private static readonly Sample Plain = new()
    {
        Id = "1",
        Messages = [Message.System("s"), Message.User("q1"), Message.Assistant("a1"), Message.User(Naughty), Message.Assistant(Naughty)],
    };

    private static readonly Sample Pair = new()
    {
        Id = "2",
        Messages = [Message.System("s"), Message.User(Naughty)],
        Chosen = [Message.Assistant("c")],
        Rejected = [Message.Assistant("r")],
    };

    private static readonly Sample Judged = Plain with
    {
        Id = "3",
        Feedback = new JsonObject { ["thumb"] = -1 },
    };

    [Theory]
    [InlineData(ExportFormats.Canonical, ImportFormats.Canonical)]
    [InlineData(ExportFormats.OpenAI, ImportFormats.OpenAI)]
    [InlineData(ExportFormats.Azure, ImportFormats.OpenAI)]
    [InlineData(ExportFormats.TrlSft, ImportFormats.PromptResponse)]
    [InlineData(ExportFormats.ShareGpt, ImportFormats.ShareGpt)]
    [InlineData(ExportFormats.Alpaca, ImportFormats.Alpaca)]
    [InlineData(ExportFormats.Qianfan, ImportFormats.Qianfan)]
    public async Task Conversation_ComesBackTurnForTurn(string format, string detected)
    {
        var file = await WriteAsync(new ExportOptions { Format = format }, Plain, Plain with { Id = "9" });

        var import = await Import.BytesAsync("in.json", file.Bytes);

        import.Detection.Format.ShouldBe(detected);
        import.Samples.Count.ShouldBe(2);
        import.Samples[0].Messages.ShouldBe(Plain.Messages);
    }

    [Theory]
    [InlineData(ExportFormats.Canonical)]
    [InlineData(ExportFormats.OpenAIPreference)]
    [InlineData(ExportFormats.Trl)]
    [InlineData(ExportFormats.ShareGpt)]
    [InlineData(ExportFormats.Alpaca)]
    [InlineData(ExportFormats.QianfanPreference)]
    public async Task Pair_ComesBackWithBothAnswers(string format)
    {
        var file = await WriteAsync(new ExportOptions { Format = format }, Pair, Pair with { Id = "9" });

        var sample = (await Import.BytesAsync("in.jsonl", file.Bytes)).Samples[0];

        sample.Messages.ShouldBe(Pair.Messages);
        sample.Chosen.ShouldBe(Pair.Chosen);
        sample.Rejected.ShouldBe(Pair.Rejected);
        file.Loss.Fields.Keys.Except(["id"]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ExportFormats.TrlUnpaired)]
    [InlineData(ExportFormats.QianfanUnpaired)]
    [InlineData(ExportFormats.ShareGpt)]
    [InlineData(ExportFormats.Alpaca)]
    public async Task Verdict_ComesBackAsAThumb(string format)
    {
        var file = await WriteAsync(new ExportOptions { Format = format }, Judged);

        var sample = (await Import.BytesAsync("in.jsonl", file.Bytes)).Samples.Single();

        sample.Messages.ShouldBe(Plain.Messages);
        sample.Feedback!["thumb"]!.GetValue<int>().ShouldBe(-1);
    }

    [Theory]
    [InlineData(ExportFormats.TrlUnpaired)]
    [InlineData(ExportFormats.QianfanUnpaired)]
    public async Task Pair_WrittenUnpaired_BecomesTwoVerdicts(string format)
    {
        var file = await WriteAsync(new ExportOptions { Format = format }, Pair);

        var samples = (await Import.BytesAsync("in.jsonl", file.Bytes)).Samples;

        file.Records.ShouldBe(2);
        samples.Select(sample => (sample.Answer, sample.Feedback!["thumb"]!.GetValue<int>())).ShouldBe([("c", 1), ("r", -1)]);
    }

    [Fact]
    public async Task Canonical_LosesNothing()
    {
        var full = Pair with
        {
            Labels = new Dictionary<string, string> { ["intent"] = "退款" },
            Scores = new Dictionary<string, double> { ["judge"] = 4.5 },
            Meta = new JsonObject { ["n"] = 1 },
        };

        var file = await WriteAsync(new ExportOptions(), full);

        file.Loss.IsNone.ShouldBeTrue();
        file.Text.TrimEnd('\n').ShouldBe(Canonical(full));
    }

    [Fact]
    public async Task WhatAFormatCannotCarry_IsCountedByField()
    {
        var sample = Judged with
        {
            Labels = new Dictionary<string, string> { ["intent"] = "refund" },
            Scores = new Dictionary<string, double> { ["judge"] = 1 },
            Meta = new JsonObject
            {
                ["asid"] = "x",
                ["messages[1].x"] = 1,
                ["messages[3].x"] = 1,
                ["messages[2].weight"] = 0,
            },
        };

        var file = await WriteAsync(new ExportOptions { Format = ExportFormats.OpenAI }, sample, sample);

        file.Loss.Fields.ShouldBe(
            new Dictionary<string, long>
            {
                ["feedback.thumb"] = 2,
                ["id"] = 2,
                ["labels"] = 2,
                ["meta.asid"] = 2,
                ["meta.messages[i].x"] = 2,
                ["scores"] = 2,
            },
            ignoreOrder: true
        );
        file.Text.ShouldContain("\"weight\":0");
    }

    [Theory]
    [InlineData(ExportFormats.Trl, "no chosen and rejected answer")]
    [InlineData(ExportFormats.TrlUnpaired, "no verdict (feedback.thumb) and no pair")]
    [InlineData(ExportFormats.Csv, "more than one question")]
    public async Task SampleWithoutAPlace_IsCountedAndNamed(string format, string reason)
    {
        var file = await WriteAsync(new ExportOptions { Format = format }, Plain, Plain);

        file.Records.ShouldBe(0);
        file.Loss.Skipped[reason].ShouldBe(new SkippedSamples(2, "1"));
    }

    [Fact]
    public async Task OpenAI_GivesToolsAndCallsBackTheirPlace()
    {
        const string Line =
            """{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"","tool_calls":[{"id":"c"}]},{"role":"tool","content":"r","tool_call_id":"c"},{"role":"assistant","content":"x","weight":1}],"tools":[{"type":"function"}]}""";
        var sample = (await Import.TextAsync("in.jsonl", Line)).Samples.Single();

        var file = await WriteAsync(new ExportOptions { Format = ExportFormats.OpenAI }, sample);

        JsonNode.DeepEquals(JsonNode.Parse(file.Text), JsonNode.Parse(Line)).ShouldBeTrue(file.Text);
        file.Loss.Fields.Keys.ShouldBe(["id", "meta.source"]);
    }

    [Fact]
    public async Task Azure_BeginsWithAByteOrderMark_AndOpenAIDoesNot()
    {
        (await WriteAsync(new ExportOptions { Format = ExportFormats.Azure }, Plain)).Bytes.AsSpan().StartsWith("\uFEFF"u8).ShouldBeTrue();
        (await WriteAsync(new ExportOptions { Format = ExportFormats.OpenAI }, Plain)).Bytes[0].ShouldBe((byte)'{');
    }

    [Fact]
    public async Task BatchInput_NamesTheModel_AndIsReadBack()
    {
        var file = await WriteAsync(new ExportOptions { Format = ExportFormats.OpenAIBatchInput, Model = "m" }, Plain);

        var sample = (await Import.BytesAsync("in.jsonl", file.Bytes)).Samples.Single();

        (sample.Id, sample.Meta!["body.model"]!.GetValue<string>()).ShouldBe(("1", "m"));
        sample.Messages.ShouldBe(Plain.Prompt);
        file.Loss.Fields.Keys.ShouldBe(["answer"]);
        Should
            .Throw<ArgumentException>(() =>
                new SampleFileWriter(Stream.Null, new ExportOptions { Format = ExportFormats.OpenAIBatchInput })
            )
            .Message.ShouldContain("Model");
    }

    [Fact]
    public async Task Csv_QuotesWhatNeedsIt_AndIsReadBack()
    {
        var sample = new Sample
        {
            Id = "1",
            Messages = [Message.System("s"), Message.User(Naughty), Message.Assistant("a,b")],
            Labels = new Dictionary<string, string> { ["mood"] = "x" },
        };

        var file = await WriteAsync(new ExportOptions { Format = ExportFormats.Csv }, sample);

        var back = (await Import.BytesAsync("in.csv", file.Bytes)).Samples.Single();
        back.Id.ShouldBe("1");
        back.Messages.ShouldBe(sample.Messages);
        back.Meta!["label.mood"]!.GetValue<string>().ShouldBe("x");
    }

    [Theory]
    [InlineData(ExportFormats.ShareGpt)]
    [InlineData(ExportFormats.Alpaca)]
    public async Task DatasetInfo_DescribesTheFileThatWasWritten(string format)
    {
        var file = await WriteAsync(new ExportOptions { Format = format }, Pair);
        var info = LlamaFactoryDataset.Find(Encoding.UTF8.GetBytes($"{{\"pairs\":{file.Info}}}"), "pairs.json");

        var import = await Import.BytesAsync("pairs.json", file.Bytes, new ImportOptions { DatasetInfo = info });

        import.Samples.Single().Chosen.ShouldBe(Pair.Chosen);
        JsonNode.Parse(file.Info!)!["ranking"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData("formats/llamafactory/alpaca_zh_demo.json", ExportFormats.Alpaca)]
    [InlineData("formats/llamafactory/dpo_zh_demo.json", ExportFormats.ShareGpt)]
    [InlineData("formats/sharegpt/dummy_conversation.json", ExportFormats.ShareGpt)]
    [InlineData("formats/qianfan/multi_conversation.jsonl", ExportFormats.Qianfan)]
    [InlineData("formats/qianfan/dpo_multi_train_template.jsonl", ExportFormats.QianfanPreference)]
    [InlineData("formats/openai/toy_chat_fine_tuning.jsonl", ExportFormats.OpenAI)]
    [InlineData("formats/llamafactory/kto_en_demo.json", ExportFormats.TrlUnpaired)]
    public async Task RealFile_WrittenInItsOwnForm_HasTheSameTurns(string path, string format)
    {
        var samples = (await Import.FileAsync(path.Split('/'))).Samples;

        var file = await WriteAsync(new ExportOptions { Format = format }, [.. samples]);

        file.Loss.Skipped.ShouldBeEmpty();
        var back = (await Import.BytesAsync("in.json", file.Bytes)).Samples;
        back.Select(Turns).ShouldBe(samples.Select(Turns));
    }

    private static string Turns(Sample sample) =>
        string.Join('|', sample.Messages.Concat(sample.Chosen ?? []).Concat(sample.Rejected ?? []).Select(message => message.ToString()));

    private static string Canonical(Sample sample)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        SampleJson.Write(buffer, sample);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static async Task<Written> WriteAsync(ExportOptions options, params Sample[] samples)
    {
        using var content = new MemoryStream();
        await using var writer = new SampleFileWriter(content, options);
        foreach (var sample in samples)
        {
            await writer.WriteAsync(sample);
        }

        await writer.CompleteAsync();
        return new Written(content.ToArray(), writer.Records, writer.Loss, writer.DatasetInfo("pairs.json"));
    }

    private sealed record Written(byte[] Bytes, long Records, WriteLoss Loss, string? Info)
    {
        public string Text => Encoding.UTF8.GetString(Bytes);
    }
}
