using System.Text.Json;
using Distill.Core.Datasets;
using Distill.Core.Storage;

namespace Distill.Testing.Storage;

public abstract class DatasetStoreContract : PortContract<IDatasetStore>
{
    [Fact]
    public async Task AddedManifest_IsFound_WithAllItsFields_AlsoAfterReopening()
    {
        await Store.AddAsync(Some.Manifest(), Cancellation);

        var found = await (await ReopenAsync()).FindAsync("d1", Cancellation);

        Json(found.ShouldNotBeNull()).ShouldBe(Json(Some.Manifest()));
        found.Records.ShouldBe(10);
        found.RejectCount.ShouldBe(2);
    }

    [Fact]
    public async Task Find_OfAnUnknownIdOrName_IsNull()
    {
        (await Store.FindAsync("nobody", Cancellation)).ShouldBeNull();
        (await Store.FindByNameAsync("nobody", cancellationToken: Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Add_OfTheSameAgain_ChangesNothing()
    {
        await Store.AddAsync(Some.Manifest(), Cancellation);
        await Store.AddAsync(Some.Manifest(), Cancellation);

        (await Store.ListAsync(Cancellation).CountAsync(Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task Add_OfAnotherManifestOfTheId_OrOfTheNameAndVersion_IsAConflict()
    {
        await Store.AddAsync(Some.Manifest(), Cancellation);

        await Should.ThrowAsync<StoreConflictException>(() => Store.AddAsync(Some.Manifest(version: 2), Cancellation));
        await Should.ThrowAsync<StoreConflictException>(() => Store.AddAsync(Some.Manifest("d2"), Cancellation));
        (await Store.FindAsync("d2", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task FindByName_GivesTheHighestVersion_OrTheOneAskedFor()
    {
        await Store.AddAsync(Some.Manifest("d9", version: 9), Cancellation);
        await Store.AddAsync(Some.Manifest("d10", version: 10), Cancellation);
        await Store.AddAsync(Some.Manifest("d2", version: 2), Cancellation);

        (await Store.FindByNameAsync("news", cancellationToken: Cancellation))!.Id.ShouldBe("d10");
        (await Store.FindByNameAsync("news", 2, Cancellation))!.Id.ShouldBe("d2");
        (await Store.FindByNameAsync("news", 3, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task List_IsNewestFirst_OverPages_EachOnce()
    {
        foreach (var index in Enumerable.Range(0, 120).Select(index => index * 7 % 120))
        {
            await Store.AddAsync(Some.Manifest($"d{index:D3}", version: index + 1, minutes: index / 2), Cancellation);
        }

        var ids = await Store.ListAsync(Cancellation).Select(manifest => manifest.Id).ToListAsync(Cancellation);

        ids.ShouldBe(Enumerable.Range(0, 120).Reverse().Select(index => $"d{index:D3}"));
    }

    private static string Json(DatasetManifest manifest) => JsonSerializer.Serialize(manifest, StorageJson.Options);
}
