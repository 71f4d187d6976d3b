using Distill.Core.Datasets.Lineage;
using Distill.Core.Formats;
using Distill.Testing;

namespace Distill.Core.Tests.Formats;

public class RealFilesTests
{
    [Fact]
    public async Task Sst2_IsReadWhole_ByMappingAndTemplate()
    {
        var mapping = new FieldMapping
        {
            Template = "Classify the sentiment of this sentence. Answer {\"data\":\"0|1\"}: {sentence}",
            Labels = new Dictionary<string, string> { ["sentiment"] = "label" },
        };

        var import = await Import.FileAsync(["corpora", "sst2_dev.tsv"], new ImportOptions { Mapping = mapping });

        (import.Samples.Count, import.Rejects.Count, import.Detection.Format).ShouldBe((6735, 0, ImportFormats.Tsv));
        import
            .Samples[0]
            .Messages.Single()
            .Content.ShouldBe("Classify the sentiment of this sentence. Answer {\"data\":\"0|1\"}: the expressive power of the camera ");
        import.Samples.Select(sample => sample.Labels["sentiment"]).Distinct().Order().ShouldBe(["0", "1"]);
        RowSource.Of(import.Samples[^1]).ShouldBe(new RowSource("sst2_dev.tsv", 6736));
        import.Samples.Select(sample => sample.Id).Distinct().Count().ShouldBe(6735);
        import.Summary.Bytes.ShouldBe(new FileInfo(SharedData.Require("corpora", "sst2_dev.tsv")).Length);
    }

    [Theory]
    [InlineData("corpora/role_play_zh.jsonl", ImportFormats.Qianfan, 432)]
    [InlineData("formats/qianfan/excerpt.jsonl", ImportFormats.Qianfan, 3)]
    [InlineData("formats/qianfan/file.jsonl", ImportFormats.Qianfan, 3)]
    [InlineData("formats/qianfan/essay-sample-10.jsonl", ImportFormats.Qianfan, 10)]
    [InlineData("formats/qianfan/fin_cqa_train.jsonl", ImportFormats.Qianfan, 0)]
    [InlineData("formats/qianfan/fin_cqa_test.jsonl", ImportFormats.Qianfan, 0)]
    [InlineData("formats/qianfan/multi_conversation.jsonl", ImportFormats.Qianfan, 0)]
    [InlineData("formats/qianfan/stress_test.jsonl", ImportFormats.Qianfan, 3)]
    [InlineData("formats/qianfan/demo_csv.csv", ImportFormats.Csv, 3)]
    [InlineData("formats/qianfan/qa_pair.csv", ImportFormats.Csv, 0)]
    [InlineData("formats/openai/toy_chat_fine_tuning.jsonl", ImportFormats.OpenAI, 0)]
    [InlineData("formats/llamafactory/kto_en_demo.json", ImportFormats.TrlUnpaired, 300)]
    [InlineData("formats/llamafactory/alpaca_zh_demo.json", ImportFormats.Alpaca, 1000)]
    [InlineData("formats/llamafactory/identity.json", ImportFormats.Alpaca, 91)]
    [InlineData("formats/llamafactory/dpo_zh_demo.json", ImportFormats.ShareGpt, 300)]
    [InlineData("formats/llamafactory/v1_dpo_demo.jsonl", ImportFormats.Trl, 0)]
    [InlineData("formats/sharegpt/dummy_conversation.json", ImportFormats.ShareGpt, 500)]
    [InlineData("formats/qianfan/dpo_multi_train_template.jsonl", ImportFormats.Qianfan, 0)]
    [InlineData("formats/qianfan/eval_dataset.csv", ImportFormats.Csv, 0)]
    [InlineData("formats/groq/groq_batch_input.jsonl", ImportFormats.OpenAIBatchInput, 3)]
    public async Task EveryRecord_OfAKnownFormat_IsReadWithoutAskingForIt(string path, string format, int records)
    {
        var import = await Import.FileAsync(path.Split('/'));

        import.Rejects.ShouldBeEmpty();
        import.Detection.Format.ShouldBe(format);
        import.Detection.Reason.ShouldNotBeEmpty();
        if (records > 0)
        {
            import.Samples.Count.ShouldBe(records);
        }

        import.Samples.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task QianfanConversation_KeepsItsTurns()
    {
        var import = await Import.FileAsync(["formats", "qianfan", "multi_conversation.jsonl"]);

        import
            .Samples[0]
            .Messages.Select(message => message.Role)
            .ShouldBe(["user", "assistant", "user", "assistant", "user", "assistant"]);
        import.Samples[0].Messages[0].Content.ShouldBe("你知道《夜曲》这首歌吗");
        import.Samples[0].Answer.ShouldBe("我同意，他的编曲非常有周氏情歌的风格");
    }

    [Fact]
    public async Task Belle_IsReadByMapping_AndWithoutOneTheMessageNamesItsFields()
    {
        SharedData.Require("corpora", "belle_instructions_zh.jsonl");
        var failure = await Should.ThrowAsync<ImportException>(() => Import.FileAsync(["corpora", "belle_instructions_zh.jsonl"]));
        failure.Message.ShouldContain("'question' 'std_answer'");
        failure.Message.ShouldContain("mapping");

        var mapping = new FieldMapping
        {
            Prompt = "question",
            Response = "std_answer",
            Labels = new Dictionary<string, string> { ["class"] = "class" },
            NewlineToSpace = true,
        };
        var import = await Import.FileAsync(["corpora", "belle_instructions_zh.jsonl"], new ImportOptions { Mapping = mapping });

        import.Samples.Count.ShouldBe(1000);
        import.Summary.Answered.ShouldBe(631);
        import.Samples.ShouldAllBe(sample =>
            sample.Messages.All(message => !message.Content.Contains('\n')) && sample.Labels.ContainsKey("class")
        );
    }

    [Fact]
    public async Task FoodReviews_WithQuotesAndNewlinesInFields_AreReadWhole()
    {
        var mapping = new FieldMapping
        {
            Prompt = "Text",
            Response = "Summary",
            Labels = new Dictionary<string, string> { ["score"] = "Score" },
        };

        var import = await Import.FileAsync(["formats", "openai", "fine_food_reviews_1k.csv"], new ImportOptions { Mapping = mapping });

        import.Rejects.ShouldBeEmpty();
        import.Samples.Count.ShouldBe(1000);
        import.Samples[1].Answer.ShouldBe("Arrived in pieces");
        import.Samples[1].Meta!["column1"]!.GetValue<string>().ShouldBe("1");
    }

    [Fact]
    public async Task EvalResult_AWholeFileArray_IsReadByPaths()
    {
        var mapping = new FieldMapping
        {
            Prompt = "input_prompt",
            Response = "$.model_content[0].content",
            Id = "input_prompt",
        };

        var import = await Import.FileAsync(["formats", "qianfan", "eval_result.json"], new ImportOptions { Mapping = mapping });

        import.Detection.Layout.ShouldBe(RecordLayout.Array);
        import.Samples[0].Answer.ShouldBe("地球的自转周期是**23小时56分**。");
        import.Samples[0].Meta!["expected_output"]!.GetValue<string>().ShouldBe("大约24小时");
    }
}
