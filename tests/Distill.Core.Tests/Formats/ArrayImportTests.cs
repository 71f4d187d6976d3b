using System.Text;
using Distill.Core.Datasets;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Formats;

namespace Distill.Core.Tests.Formats;

public class ArrayImportTests
{
    [Fact]
    public async Task Qianfan_AsOneArrayOverTheWholeFile_MakesARecordOfEachElement()
    {
        const string Text = """
            [
              {"system": "你是助手", "prompt": "一", "response": [["1", "壹"]], "tag": 3},
              [{"prompt": "二", "response": [["2"]]}, {"prompt": "三", "response": [["3"]]}],
              {"prompt": "四"}
            ]
            """;

        var import = await Import.TextAsync("in.json", Text);

        (import.Detection.Format, import.Detection.Layout).ShouldBe((ImportFormats.Qianfan, RecordLayout.Array));
        import.Samples.Select(sample => sample.Messages.Count).ShouldBe([3, 4, 1]);
        import.Samples[0].Meta!["turns[0].responses"]!.ToJsonString().ShouldContain("1");
        import.Samples[0].Meta!["turns[0].tag"]!.GetValue<int>().ShouldBe(3);
        import.Samples.Select(sample => RowSource.Of(sample)!.Line).ShouldBe([2, 3, 4]);
    }

    [Fact]
    public async Task WholeFileArray_ThatIsCutOff_EndsWithAnUnreadableRest()
    {
        var import = await Import.TextAsync("in.json", "[\n{\"prompt\":\"a\",\"response\":\"b\"},\n{\"prompt\":\"c\",\"resp");

        import.Samples.Count.ShouldBe(1);
        (import.Rejects.Single().Reason, import.Rejects.Single().Line).ShouldBe((RejectReasons.UnreadableRest, 3));
    }

    [Theory]
    [InlineData("[{\"prompt\":\"a\"} {\"prompt\":\"b\"}]", "comma")]
    [InlineData("[{\"prompt\":\"a\"},]", "damaged")]
    [InlineData("[{\"prompt\":\"a\"}] tail", "after the end")]
    [InlineData("[{\"prompt\":\"a\"}", "cut off")]
    public async Task WholeFileArray_ThatIsDamaged_SaysWhere(string text, string what)
    {
        var import = await Import.TextAsync("in.json", text, new ImportOptions { Format = ImportFormats.PromptResponse });

        import.Rejects.Single().Reason.ShouldBe(RejectReasons.UnreadableRest);
        import.Rejects.Single().Detail!["message"]!.GetValue<string>().ShouldContain(what);
    }

    [Fact]
    public async Task LargeWholeFileArray_OnOneLine_IsStreamed()
    {
        var text =
            "[" + string.Join(',', Enumerable.Range(0, 20_000).Select(index => $"{{\"prompt\":\"p{index}\",\"response\":\"r\"}}")) + "]";

        var import = await Import.StreamAsync("in.json", new MemoryStream(Encoding.UTF8.GetBytes(text)), null);

        import.Samples.Count.ShouldBe(20_000);
    }
}
