using System.IO.Compression;
using System.Security.Cryptography;
using Distill.Core.Datasets;
using Distill.Core.Storage;
using Distill.Testing;
using ZstdSharp;

namespace Distill.Core.Tests.Datasets;

public sealed class ShardTests : IDisposable
{
    private const string Path = "datasets/d1/shard-00000.jsonl";

    private readonly LocalStores stores = new();

    public void Dispose() => stores.Dispose();

    [Fact]
    public async Task Commit_TellsCountLengthAndHashOfTheFile()
    {
        var info = await stores.WriteShardAsync(Path, Some.Samples(700));

        var bytes = await File.ReadAllBytesAsync(stores.FileOf(Path));
        info.ShouldBe(new ShardInfo(Path, 700, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))));
        (await ShardReader.ReadVerifiedAsync(stores.Blobs, info).Select(sample => sample.Id).ToListAsync()).ShouldBe(
            Some.Samples(700).Select(sample => sample.Id)
        );
    }

    [Fact]
    public async Task SameSamples_WrittenAgainByARetry_GiveTheSameBytes()
    {
        var first = await stores.WriteShardAsync(Path, Some.Samples(50));

        (await stores.WriteShardAsync(Path, Some.Samples(50))).ShouldBe(first);
    }

    [Fact]
    public async Task Dispose_WithoutCommit_LeavesNoShard()
    {
        await using (var writer = await ShardWriter.CreateAsync(stores.Blobs, Path))
        {
            await writer.WriteAsync(Some.Sample());
        }

        (await stores.Blobs.FindAsync(Path)).ShouldBeNull();
    }

    [Fact]
    public async Task Read_OfADamagedLine_NamesPathAndLine()
    {
        await stores.WriteShardAsync(Path, Some.Samples(3));
        var lines = await File.ReadAllLinesAsync(stores.FileOf(Path));
        lines[1] = lines[1][..20];
        await File.WriteAllLinesAsync(stores.FileOf(Path), lines);

        var failure = await Should.ThrowAsync<DamagedShardException>(async () =>
            await ShardReader.ReadAsync(stores.Blobs, Path).CountAsync()
        );

        (failure.Path, failure.Line).ShouldBe((Path, 2));
        failure.Message.ShouldStartWith($"{Path}, line 2: ");
    }

    [Fact]
    public async Task ReadVerified_OfAnotherContent_IsAFailure()
    {
        var info = await stores.WriteShardAsync(Path, Some.Samples(3));
        await stores.WriteShardAsync(Path, Some.Samples(4));

        await Should.ThrowAsync<DamagedShardException>(async () => await ShardReader.ReadVerifiedAsync(stores.Blobs, info).CountAsync());
    }

    [Fact]
    public async Task Read_OfCompressedShards_GivesTheSameSamples()
    {
        await stores.WriteShardAsync(Path, Some.Samples(500));
        var plain = await File.ReadAllBytesAsync(stores.FileOf(Path));
        await using (var gzip = new GZipStream(File.Create(stores.FileOf(Path + ".gz")), CompressionLevel.Fastest))
        {
            await gzip.WriteAsync(plain);
        }

        using var compressor = new Compressor();
        await File.WriteAllBytesAsync(stores.FileOf(Path + ".zst"), compressor.Wrap(plain).ToArray());

        foreach (var path in (string[])[Path + ".gz", Path + ".zst"])
        {
            (await ShardReader.ReadAsync(stores.Blobs, path).CountAsync()).ShouldBe(500);
        }
    }

    [Fact]
    public async Task Read_OfACutOffGzipShard_IsAFailure()
    {
        await stores.WriteShardAsync(Path, Some.Samples(5000));
        await using (var gzip = new GZipStream(File.Create(stores.FileOf(Path + ".gz")), CompressionLevel.Fastest))
        {
            await gzip.WriteAsync(await File.ReadAllBytesAsync(stores.FileOf(Path)));
        }

        var whole = await File.ReadAllBytesAsync(stores.FileOf(Path + ".gz"));
        await File.WriteAllBytesAsync(stores.FileOf(Path + ".gz"), whole[..(whole.Length / 2)]);

        await Should.ThrowAsync<DamagedShardException>(async () => await ShardReader.ReadAsync(stores.Blobs, Path + ".gz").CountAsync());
    }

    [Fact]
    public async Task Read_OfNoShard_NamesIt() =>
        await Should.ThrowAsync<BlobNotFoundException>(async () => await ShardReader.ReadAsync(stores.Blobs, Path).CountAsync());

    [Fact]
    public async Task Rejects_ComeBackAsTheyWere_WithTheirCounts()
    {
        const string RejectsPath = "datasets/d1/rejects.jsonl";
        Reject[] rejects = [Some.Reject(), Some.Reject("too_long", 9), new("shard", 4, null, "s4", "exact_dedup", "duplicate")];
        RejectsInfo info;
        await using (var writer = new RejectWriter(stores.Blobs, RejectsPath))
        {
            foreach (var reject in rejects)
            {
                await writer.WriteAsync(reject);
            }

            info = await writer.CommitAsync();
        }

        info.Path.ShouldBe(RejectsPath);
        info.Summary.Counts.ShouldBe(
            new Dictionary<string, long>
            {
                ["malformed_json"] = 1,
                ["too_long"] = 1,
                ["duplicate"] = 1,
            },
            ignoreOrder: true
        );
        var back = await RejectReader.ReadAsync(stores.Blobs, RejectsPath).ToListAsync();
        back.Select(reject => reject with { Detail = null }).ShouldBe(rejects.Select(reject => reject with { Detail = null }));
        back[0].Detail!.ToJsonString().ShouldBe(rejects[0].Detail!.ToJsonString());
    }

    [Fact]
    public async Task RejectReader_OnAForeignLine_NamesPathAndLine()
    {
        await using (var write = await stores.Blobs.CreateAsync("datasets/d1/rejects.jsonl"))
        {
            await write.Content.WriteAsync("[]\n"u8.ToArray());
            await write.CommitAsync();
        }

        (
            await Should.ThrowAsync<DamagedShardException>(async () =>
                await RejectReader.ReadAsync(stores.Blobs, "datasets/d1/rejects.jsonl").CountAsync()
            )
        ).Line.ShouldBe(1);
    }
}
