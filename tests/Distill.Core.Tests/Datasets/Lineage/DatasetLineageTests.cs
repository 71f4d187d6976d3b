using Distill.Core.Datasets.Lineage;
using Distill.Testing;

namespace Distill.Core.Tests.Datasets.Lineage;

public sealed class DatasetLineageTests : IDisposable
{
    private readonly LocalStores stores = new();
    private readonly DatasetLineage lineage;

    public DatasetLineageTests() => lineage = new DatasetLineage(stores.Datasets, stores.Models);

    public void Dispose() => stores.Dispose();

    [Fact]
    public async Task Ancestors_AreWalkedNearestFirst_EachOnce_WithTheMissingOnesNamed()
    {
        await AddDiamondAsync();

        var entries = await lineage.AncestorsAsync("train").ToListAsync();

        entries.Select(entry => (entry.Id, entry.Depth)).ShouldBe([("train", 0), ("clean", 1), ("extra", 1), ("raw", 2), ("gone", 2)]);
        entries[^1].Manifest.ShouldBeNull();
        (await lineage.SourcesAsync("train").Select(entry => entry.Id).ToListAsync()).ShouldBe(["raw", "gone"]);
    }

    [Fact]
    public async Task ModelsTrainedOn_FindsThoseOfDescendantsToo()
    {
        await AddDiamondAsync();
        await stores.Models.AddAsync(Some.Model("m1", 0, "train"));
        await stores.Models.AddAsync(Some.Model("m2", 1, "other"));

        (await lineage.ModelsTrainedOnAsync("raw")).Select(model => model.Id).ShouldBe(["m1"]);
        (await lineage.DescendantsAsync("raw"))
            .Select(entry => (entry.Id, entry.Depth))
            .ShouldBe([("raw", 0), ("clean", 1), ("extra", 1), ("train", 2)], ignoreOrder: true);
    }

    private async Task AddDiamondAsync()
    {
        var version = 0;
        foreach (
            var (id, parents) in ((string, string[])[])
                [("raw", []), ("clean", ["raw"]), ("extra", ["raw", "gone"]), ("train", ["clean", "extra"])]
        )
        {
            await stores.Datasets.AddAsync(Some.Manifest(id, version: ++version) with { Parents = parents });
        }
    }
}
