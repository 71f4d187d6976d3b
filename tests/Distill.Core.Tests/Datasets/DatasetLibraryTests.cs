using Distill.Core.Datasets;
using Distill.Core.Storage;
using Distill.Testing;

namespace Distill.Core.Tests.Datasets;

public sealed class DatasetLibraryTests : IDisposable
{
    private readonly LocalStores stores = new();

    public void Dispose() => stores.Dispose();

    [Fact]
    public async Task Writer_SplitsIntoShards_AndCommitsTheManifestLast()
    {
        var writer = stores.Library.CreateWriter(Some.Draft("d1", "news", "p1", "p2"));
        await using var disposal = writer;
        foreach (var sample in Some.Samples(2500))
        {
            await writer.WriteAsync(sample);
        }

        await writer.RejectAsync(Some.Reject());
        (await stores.Datasets.FindAsync("d1")).ShouldBeNull();

        var manifest = await writer.CommitAsync();

        manifest.Shards.Select(shard => shard.Records).ShouldBe([1000, 1000, 500]);
        manifest.Version.ShouldBe(1);
        manifest.Parents.ShouldBe(["p1", "p2"]);
        manifest.RejectsPath.ShouldBe("datasets/d1/rejects.jsonl");
        (await stores.Library.ReadAsync(manifest, verify: true).CountAsync()).ShouldBe(2500);
        (await stores.Datasets.FindAsync("d1")).ShouldNotBeNull().Records.ShouldBe(2500);
        (await stores.Blobs.FindAsync(DatasetPaths.Manifest("d1"))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Writer_OfManyShards_KeepsTheirOrder()
    {
        await using var writer = stores.Library.CreateWriter(Some.Draft("d1"), new DatasetWriterOptions { MaxRecords = 3 });
        foreach (var sample in Some.Samples(100))
        {
            await writer.WriteAsync(sample);
        }

        var manifest = await writer.CommitAsync();

        manifest.Shards.Select(shard => shard.Path).ShouldBe(Enumerable.Range(0, 34).Select(i => DatasetPaths.Shard("d1", i)));
        (await stores.Library.ReadAsync(manifest, verify: true).Select(sample => sample.Id).ToListAsync()).ShouldBe(
            Some.Samples(100).Select(sample => sample.Id)
        );
    }

    [Fact]
    public async Task Writer_WithAShardThatCannotBeCommitted_MakesNoDataset()
    {
        // A folder stands where the second shard belongs.
        _ = Directory.CreateDirectory(Path.Combine(stores.FileOf(DatasetPaths.Shard("d1", 1)), "in the way"));
        await using var writer = stores.Library.CreateWriter(Some.Draft("d1"), new DatasetWriterOptions { MaxRecords = 1 });

        // The commit of a shard is waited for later, so any of the calls behind it may tell; the last one must.
        _ = await Should.ThrowAsync<IOException>(async () =>
        {
            foreach (var sample in Some.Samples(20))
            {
                await writer.WriteAsync(sample);
            }
        });

        _ = await Should.ThrowAsync<IOException>(() => writer.CommitAsync());
        (await stores.Datasets.FindAsync("d1")).ShouldBeNull();
    }

    [Fact]
    public async Task Writer_EndsAShardByBytes_AndTakesALongRecordWhole()
    {
        await using var writer = stores.Library.CreateWriter(Some.Draft(), new DatasetWriterOptions { MaxBytes = 1000 });
        foreach (var length in (int[])[10, 5000, 10, 10])
        {
            await writer.WriteAsync(Some.Sample($"s{length}", new string('x', length)));
        }

        (await writer.CommitAsync()).Shards.Select(shard => shard.Records).ShouldBe([2, 2]);
    }

    [Fact]
    public async Task KilledWriter_LeavesNoDataset_AndARepeatedRunMakesIt()
    {
        await using (var killed = stores.Library.CreateWriter(Some.Draft("d1")))
        {
            foreach (var sample in Some.Samples(1500))
            {
                await killed.WriteAsync(sample);
            }
        }

        (await stores.Datasets.ListAsync().CountAsync()).ShouldBe(0);
        (await CommitAsync("d1", 1500)).Records.ShouldBe(1500);
    }

    [Fact]
    public async Task RepeatedCommit_OfTheSameStep_GivesTheSameManifest()
    {
        var first = await CommitAsync("d1", 5);

        var second = await CommitAsync("d1", 5);

        (second.Version, second.CreatedAt).ShouldBe((1, first.CreatedAt));
        (await stores.Datasets.ListAsync().CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Commit_OfOtherContentUnderTheSameId_IsAConflict()
    {
        await CommitAsync("d1", 5);

        (await Should.ThrowAsync<StoreConflictException>(() => CommitAsync("d1", 6))).Message.ShouldContain("'d1'");
    }

    [Fact]
    public async Task ConcurrentCommits_OfOneName_TakeEachAVersionOfTheirOwn()
    {
        var manifests = await Task.WhenAll(Enumerable.Range(0, 12).Select(index => Task.Run(() => CommitAsync($"d{index}", index + 1))));

        manifests.Select(manifest => manifest.Version).Order().ShouldBe(Enumerable.Range(1, 12));
    }

    [Fact]
    public async Task ConcurrentTwins_OfOneStep_MakeOneDataset()
    {
        var shard = await stores.WriteShardAsync(DatasetPaths.Shard("d1", 0), Some.Samples(3));

        var manifests = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => stores.Library.CommitAsync(Some.Draft("d1"), [shard])))
        );

        manifests.Select(manifest => manifest.Version).ShouldAllBe(version => version == 1);
        (await stores.Datasets.ListAsync().CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Commit_OfShardsWrittenByMany_MergesTheirRejects_AndDeletesTheParts()
    {
        var shards = new List<ShardInfo>();
        var rejects = new List<RejectsInfo>();
        for (var index = 0; index < 3; index++)
        {
            shards.Add(await stores.WriteShardAsync(DatasetPaths.Shard("d1", index), Some.Samples(index)));
            rejects.Add(await WriteRejectsAsync(index));
        }

        var manifest = await stores.Library.CommitAsync(Some.Draft("d1"), shards, rejects);
        var again = await stores.Library.CommitAsync(Some.Draft("d1"), shards, rejects);

        manifest.Shards.Select(shard => shard.Records).ShouldBe([1, 2]);
        manifest.RejectCount.ShouldBe(3);
        again.Version.ShouldBe(1);
        (await RejectReader.ReadAsync(stores.Blobs, manifest.RejectsPath!).Select(reject => reject.Line).ToListAsync()).ShouldBe([1, 1, 2]);
        (await stores.Blobs.ListAsync("datasets/d1/rejects").CountAsync()).ShouldBe(1);

        async Task<RejectsInfo> WriteRejectsAsync(int count)
        {
            await using var writer = new RejectWriter(stores.Blobs, DatasetPaths.RejectsPart("d1", count));
            for (var line = 1; line <= count; line++)
            {
                await writer.WriteAsync(Some.Reject("duplicate", line));
            }

            return await writer.CommitAsync();
        }
    }

    [Fact]
    public void CreateWriter_WithAnIdThatIsNoPathSegment_IsRefused() =>
        Should.Throw<ArgumentException>(() => stores.Library.CreateWriter(Some.Draft("../d1")));

    private async Task<DatasetManifest> CommitAsync(string id, int count)
    {
        await using var writer = stores.Library.CreateWriter(Some.Draft(id));
        foreach (var sample in Some.Samples(count))
        {
            await writer.WriteAsync(sample);
        }

        return await writer.CommitAsync();
    }
}
