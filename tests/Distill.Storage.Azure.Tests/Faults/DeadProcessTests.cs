using Distill.Core.Datasets;
using Distill.Core.Storage;
using Distill.Testing;
using Distill.Testing.Azurite;

namespace Distill.Storage.Azure.Tests.Faults;

/// <summary>What a process leaves that dies between staging and commit: it never commits and never disposes.</summary>
public class DeadProcessTests(AzuriteServer azurite)
{
    private const string Shard = "datasets/d1/shard-00000.jsonl";

    private readonly AzureAccount account = new(azurite);

    [Fact]
    public async Task HalfWrittenShard_IsInvisible_AndDoesNotStandInTheWay()
    {
        await StageAndDieAsync(account.Blobs());

        var store = account.Blobs();
        (await store.FindAsync(Shard)).ShouldBeNull();
        (await store.ListAsync("datasets").CountAsync()).ShouldBe(0);
        await Should.ThrowAsync<BlobNotFoundException>(() => store.OpenReadAsync(Shard));
        await store.PutAsync(Shard, "whole", BlobCondition.Absent);
        (await store.TextAsync(Shard)).ShouldBe("whole");
    }

    [Fact]
    public async Task HalfWrittenNewVersion_LeavesTheOldOne()
    {
        var old = await account.Blobs().PutAsync(Shard, "old");

        await StageAndDieAsync(account.Blobs());

        (await account.Blobs().FindAsync(Shard)).ShouldBe(old);
        (await account.Blobs().TextAsync(Shard)).ShouldBe("old");
    }

    [Fact]
    public async Task HalfWrittenDataset_IsInvisible_AndIsWrittenAgain()
    {
        var dead = Library().CreateWriter(Some.Draft(), new DatasetWriterOptions { MaxRecords = 5 });
        foreach (var sample in Some.Samples(12))
        {
            await dead.WriteAsync(sample);
        }

        (await account.Datasets().ListAsync().CountAsync()).ShouldBe(0);
        await using var writer = Library().CreateWriter(Some.Draft(), new DatasetWriterOptions { MaxRecords = 5 });
        foreach (var sample in Some.Samples(12))
        {
            await writer.WriteAsync(sample);
        }

        var manifest = await writer.CommitAsync();
        (await Library().ReadAsync(manifest, verify: true).CountAsync()).ShouldBe(12);
        (await account.Datasets().FindAsync(manifest.Id)).ShouldNotBeNull();
    }

    private static async Task StageAndDieAsync(IBlobStore store)
    {
        var write = await store.CreateAsync(Shard);
        await write.Content.WriteAsync(new byte[17_000_000]);
        await write.Content.FlushAsync();
    }

    private DatasetLibrary Library() => new(account.Blobs(), account.Datasets(), TimeProvider.System);
}
