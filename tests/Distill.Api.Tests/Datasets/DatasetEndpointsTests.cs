using System.Net;
using System.Text.Json;
using Distill.Core.Datasets;
using Distill.Core.Storage;
using Distill.Testing;

namespace Distill.Api.Tests.Datasets;

public sealed class DatasetEndpointsTests(ApiDriver api) : IClassFixture<ApiDriver>
{
    [Fact]
    public async Task Rows_are_read_by_page_across_shards()
    {
        await WriteAsync("rows", 10, []);

        var first = await api.GetAsync("/api/datasets/rows/records?offset=3&limit=5");
        var last = await api.GetAsync("/api/datasets/rows/records?offset=8&limit=5");

        Ids(first).ShouldBe(["s3", "s4", "s5", "s6", "s7"]);
        first.GetProperty("nextOffset").GetInt64().ShouldBe(8);
        Ids(last).ShouldBe(["s8", "s9"]);
        last.GetProperty("nextOffset").ValueKind.ShouldBe(JsonValueKind.Null);
        Ids(await api.GetAsync("/api/datasets/rows/records?offset=99")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dataset_is_listed_and_shown_with_its_rejects()
    {
        await WriteAsync("shown", 2, [], Some.Reject(line: 1), Some.Reject("too_long", 2));

        var manifest = await api.GetAsync("/api/datasets/shown");
        var rejects = await api.GetAsync("/api/datasets/shown/rejects?limit=1");
        var all = await api.GetAsync("/api/datasets?limit=1000");

        manifest.GetProperty("records").GetInt64().ShouldBe(2);
        rejects.GetProperty("items")[0].GetProperty("reason").GetString().ShouldBe("malformed_json");
        rejects.GetProperty("nextOffset").GetInt64().ShouldBe(1);
        Ids(all).ShouldContain("shown");
    }

    [Fact]
    public async Task Lineage_names_ancestors_descendants_and_models()
    {
        await WriteAsync("source", 1, []);
        await WriteAsync("cleaned", 1, ["source"]);
        await WriteAsync("train", 1, ["cleaned"]);
        await api.Service<IModelRegistry>().AddAsync(Some.Model("ft:1", datasets: "train"), ApiDriver.Cancel);

        var lineage = await api.GetAsync("/api/datasets/cleaned/lineage");

        Ids(lineage, "ancestors").ShouldBe(["source"]);
        Ids(lineage, "descendants").ShouldBe(["train"]);
        Ids(lineage, "models").ShouldBe(["ft:1"]);
    }

    [Theory]
    [InlineData("/api/datasets/none")]
    [InlineData("/api/datasets/none/records")]
    [InlineData("/api/datasets/none/rejects")]
    [InlineData("/api/datasets/none/lineage")]
    public async Task A_dataset_that_is_not_there_is_a_problem_404(string path) =>
        await (await api.Client.GetAsync(path, ApiDriver.Cancel)).ShouldBeProblemAsync(HttpStatusCode.NotFound);

    private async Task WriteAsync(string id, int rows, string[] parents, params Reject[] rejects)
    {
        var library = api.Service<DatasetLibrary>();
        await using var writer = library.CreateWriter(Some.Draft(id, id, parents), new DatasetWriterOptions { MaxRecords = 4 });
        foreach (var sample in Some.Samples(rows))
        {
            await writer.WriteAsync(sample, ApiDriver.Cancel);
        }

        foreach (var reject in rejects)
        {
            await writer.RejectAsync(reject, ApiDriver.Cancel);
        }

        await writer.CommitAsync(ApiDriver.Cancel);
    }

    private static List<string?> Ids(JsonElement page, string list = "items") =>
        [.. page.GetProperty(list).EnumerateArray().Select(item => item.GetProperty("id").GetString())];
}
