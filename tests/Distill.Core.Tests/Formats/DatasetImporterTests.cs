using System.Text;
using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Testing;

namespace Distill.Core.Tests.Formats;

public sealed class DatasetImporterTests : IDisposable
{
    private readonly LocalStores stores = new();

    public void Dispose() => stores.Dispose();

    [Fact]
    public async Task Import_WithinTheBudget_CommitsSamplesAndRejects()
    {
        var result = await ImportAsync(good: 99, bad: 1);

        result.Failure.ShouldBeNull();
        result.Manifest!.Records.ShouldBe(99);
        result.Manifest.Rejects.ShouldBe(new Dictionary<string, long> { ["malformed_json"] = 1 });
        result.Manifest.Parameters!["format"]!.GetValue<string>().ShouldBe(ImportFormats.PromptResponse);
        (await RejectReader.ReadAsync(stores.Blobs, result.RejectsPath!).SingleAsync()).Line.ShouldBe(100);
        (await ImportAsync(good: 99, bad: 1)).Manifest!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task Import_BeyondTheBudget_MakesNoDataset_ButLeavesTheRejectsToRead()
    {
        var result = await ImportAsync(good: 60, bad: 40);

        result.Manifest.ShouldBeNull();
        result.Failure!.ShouldContain("40 of 100 records (40%)");
        result.Failure!.ShouldContain(result.RejectsPath!);
        (await RejectReader.ReadAsync(stores.Blobs, result.RejectsPath!).CountAsync()).ShouldBe(40);
        (await stores.Datasets.ListAsync().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Import_OfAHeaderAlone_IsAFailureThatSaysSo()
    {
        var content = new MemoryStream("prompt,response\n"u8.ToArray());

        var result = await new DatasetImporter(stores.Library).ImportAsync(content, "in.csv", Some.Draft());

        result.Failure!.ShouldContain("in.csv holds no record");
    }

    [Fact]
    public async Task Import_WithAResponseFieldThatNoRecordHas_IsAFailureThatNamesIt()
    {
        var content = new MemoryStream("{\"q\":\"x\",\"a\":\"y\"}\n"u8.ToArray());
        var options = new ImportOptions
        {
            Mapping = new FieldMapping { Prompt = "q", Response = "answer" },
        };

        var result = await new DatasetImporter(stores.Library).ImportAsync(content, "in.jsonl", Some.Draft(), options);

        result.Failure!.ShouldContain("'answer'");
        result.Manifest.ShouldBeNull();
    }

    private async Task<ImportResult> ImportAsync(int good, int bad)
    {
        var text = new StringBuilder();
        foreach (var index in Enumerable.Range(0, good))
        {
            text.Append($"{{\"prompt\":\"p{index}\",\"response\":\"r\"}}\n");
        }

        text.Insert(text.Length, "{broken\n", bad);
        var content = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        return await new DatasetImporter(stores.Library).ImportAsync(content, "in.jsonl", Some.Draft());
    }
}
