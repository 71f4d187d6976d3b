using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Core.Samples;

namespace Distill.Core.Tests.Formats;

public class PreferenceFormatsTests
{
    [Theory]
    [InlineData("""{"prompt":"q","chosen":"c","rejected":"r"}""", ImportFormats.Trl)]
    [InlineData(
        """{"prompt":[{"role":"user","content":"q"}],"chosen":[{"role":"assistant","content":"c"}],"rejected":[{"role":"assistant","content":"r"}]}""",
        ImportFormats.Trl
    )]
    [InlineData(
        """{"chosen":[{"role":"user","content":"q"},{"role":"assistant","content":"c"}],"rejected":[{"role":"user","content":"q"},{"role":"assistant","content":"r"}]}""",
        ImportFormats.Trl
    )]
    [InlineData(
        """{"prompt":"q","chosen":[{"role":"user","content":"q"},{"role":"assistant","content":"c"}],"rejected":[{"role":"user","content":"q"},{"role":"assistant","content":"r"}]}""",
        ImportFormats.Trl
    )]
    [InlineData(
        """{"input":{"messages":[{"role":"user","content":"q"}],"tools":[]},"preferred_output":[{"role":"assistant","content":"c"}],"non_preferred_output":[{"role":"assistant","content":"r"}]}""",
        ImportFormats.OpenAIPreference
    )]
    [InlineData("""{"instruction":"q","input":"","chosen":"c","rejected":"r"}""", ImportFormats.Alpaca)]
    [InlineData(
        """{"conversations":[{"from":"human","value":"q"}],"chosen":{"from":"gpt","value":"c"},"rejected":{"from":"gpt","value":"r"}}""",
        ImportFormats.ShareGpt
    )]
    [InlineData("""[{"prompt":"q","chosen":"c","rejected":"r"}]""", ImportFormats.Qianfan)]
    [InlineData("""[{"user":"q","chosen":["c"],"rejected":[["r"]]}]""", ImportFormats.Qianfan)]
    public async Task Pair_OfEveryForm_BecomesTheSamePreferenceSample(string line, string format)
    {
        var import = await Import.TextAsync("in.jsonl", line);

        import.Detection.Format.ShouldBe(format);
        var sample = import.Samples.ShouldHaveSingleItem();
        sample.Messages.ShouldBe([Message.User("q")]);
        sample.Chosen.ShouldBe([Message.Assistant("c")]);
        sample.Rejected.ShouldBe([Message.Assistant("r")]);
    }

    [Theory]
    [InlineData("formats/llamafactory/dpo_zh_demo.json")]
    [InlineData("formats/llamafactory/v1_dpo_demo.jsonl")]
    [InlineData("formats/qianfan/dpo_multi_train_template.jsonl")]
    public async Task RealPreferenceFiles_GiveTwoDifferentAnswersEach(string path)
    {
        var import = await Import.FileAsync(path.Split('/'));

        import.Samples.ShouldNotBeEmpty();
        import.Samples.ShouldAllBe(sample =>
            sample.Messages.Last().Role == "user"
            && sample.Chosen!.Single().Role == "assistant"
            && sample.Rejected!.Single() != sample.Chosen!.Single()
        );
    }

    [Fact]
    public async Task LlamaFactoryOne_KeepsLossWeights()
    {
        var sample = (await Import.FileAsync(["formats", "llamafactory", "v1_dpo_demo.jsonl"])).Samples[0];

        sample.Messages.Select(message => message.Role).ShouldBe(["system", "user"]);
        sample.Meta!["chosen_messages[2].loss_weight"]!.GetValue<double>().ShouldBe(1.0);
    }

    [Theory]
    [InlineData("""{"prompt":"q","chosen":"c"}""", RejectReasons.MissingField)]
    [InlineData("""{"prompt":"q","chosen":"c","rejected":"c"}""", RejectReasons.InvalidField)]
    [InlineData("""{"chosen":"c","rejected":"r"}""", RejectReasons.MissingField)]
    [InlineData("""{"prompt":"q","chosen":"","rejected":"r"}""", RejectReasons.EmptyField)]
    public async Task Pair_ThatPrefersNothing_IsRejected(string line, string reason) =>
        (await Import.TextAsync("in.jsonl", line, new ImportOptions { Format = ImportFormats.Trl }))
            .Rejects.Single()
            .Reason.ShouldBe(reason);

    [Theory]
    [InlineData("""{"prompt":"q","completion":"a","label":true}""", 1)]
    [InlineData("""{"prompt":[{"role":"user","content":"q"}],"completion":[{"role":"assistant","content":"a"}],"label":false}""", -1)]
    [InlineData("""{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}],"label":false}""", -1)]
    [InlineData("""[{"prompt":"q","response":[["a"]],"label":true}]""", 1)]
    [InlineData("""{"conversations":[{"from":"human","value":"q"},{"from":"gpt","value":"a"}],"label":true}""", 1)]
    public async Task Verdict_BecomesAThumb(string line, int thumb)
    {
        var sample = (await Import.TextAsync("in.jsonl", line)).Samples.Single();

        sample.Messages.ShouldBe([Message.User("q"), Message.Assistant("a")]);
        sample.Feedback!["thumb"]!.GetValue<int>().ShouldBe(thumb);
        sample.Meta!.ContainsKey("label").ShouldBeFalse();
    }
}
