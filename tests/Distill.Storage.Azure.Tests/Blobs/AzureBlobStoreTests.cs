using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Distill.Core.Storage;
using Distill.Storage.Azure.Blobs;
using Distill.Testing.Azurite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distill.Storage.Azure.Tests.Blobs;

public class AzureBlobStoreTests(AzuriteServer azurite)
{
    private const string Path = "datasets/d1/shard-00000.jsonl";

    private readonly AzureAccount account = new(azurite);

    [Fact]
    public async Task Blob_OfManyBlocks_IsReadBackWhole_AndFromAnOffset()
    {
        var store = account.Blobs();
        var bytes = RandomNumberGenerator.GetBytes(50_000_000);

        await using (var write = await store.CreateAsync(Path))
        {
            // Pieces that do not fit the blocks.
            foreach (var piece in bytes.Chunk(777_777))
            {
                await write.Content.WriteAsync(piece);
            }

            (await write.CommitAsync()).Length.ShouldBe(bytes.Length);
        }

        (await HashAsync(store, 0)).ShouldBe(Convert.ToHexString(SHA256.HashData(bytes)));
        (await HashAsync(store, 49_999_000)).ShouldBe(Convert.ToHexString(SHA256.HashData(bytes.AsSpan(49_999_000))));
    }

    [Fact]
    public async Task Blob_ThroughACompressor_WhichWritesWithoutWaiting_IsWhole()
    {
        var store = account.Blobs();
        var bytes = RandomNumberGenerator.GetBytes(9_000_000);

        await using (var write = await store.CreateAsync(Path))
        {
            Compress(bytes, write.Content);
            await write.CommitAsync();
        }

        await using var read = new GZipStream(await store.OpenReadAsync(Path), CompressionMode.Decompress);
        Convert.ToHexString(await SHA256.HashDataAsync(read)).ShouldBe(Convert.ToHexString(SHA256.HashData(bytes)));
    }

    [Fact]
    public async Task TwoWritersOfABlob_WhoseBlocksCrossEachOther_LeaveTheContentOfOne()
    {
        var (first, second) = (account.Blobs(), account.Blobs());
        await using var a = await first.CreateAsync(Path);
        await using var b = await second.CreateAsync(Path);
        for (var piece = 0; piece < 18; piece++)
        {
            await a.Content.WriteAsync(Filled('a'));
            await b.Content.WriteAsync(Filled('b'));
        }

        await b.CommitAsync();
        await Should.ThrowAsync<StoreConflictException>(() => a.CommitAsync());

        (await first.TextAsync(Path)).ShouldBe(new string('b', 18_000_000));

        static byte[] Filled(char letter) => Encoding.UTF8.GetBytes(new string(letter, 1_000_000));
    }

    [Fact]
    public async Task Write_CommittedTwice_IsAMistake()
    {
        await using var write = await account.Blobs().CreateAsync(Path);
        await write.CommitAsync();

        await Should.ThrowAsync<InvalidOperationException>(() => write.CommitAsync());
    }

    [Theory]
    [InlineData("W/\"other\"")]
    [InlineData("")]
    [InlineData("0x1\r\nx-ms-meta-evil: 1")]
    public async Task ETagThatNoBlobCanHave_IsAConflict(string etag)
    {
        var store = account.Blobs();
        await store.PutAsync(Path, "text");

        await Should.ThrowAsync<StoreConflictException>(() => store.PutAsync(Path, "new", BlobCondition.Match(etag)));
        await Should.ThrowAsync<StoreConflictException>(() => store.DeleteAsync(Path, BlobCondition.Match(etag)));
    }

    [Fact]
    public async Task MatchOfABlobThatIsGone_IsAConflict()
    {
        var store = account.Blobs();
        var gone = await store.PutAsync(Path, "text");
        await store.DeleteAsync(Path);

        await Should.ThrowAsync<StoreConflictException>(() => store.PutAsync(Path, "new", BlobCondition.Match(gone.ETag)));
        await Should.ThrowAsync<StoreConflictException>(() => store.DeleteAsync(Path, BlobCondition.Match(gone.ETag)));
        (await store.DeleteAsync(Path, BlobCondition.Absent)).ShouldBeFalse();
    }

    [Fact]
    public async Task ManyDeletersOfOneVersion_ExactlyOneDeletesIt()
    {
        var blob = await account.Blobs().PutAsync(Path, "text");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DeleteAsync(account.Blobs())));

        outcomes.Count(won => won).ShouldBe(1);

        async Task<bool> DeleteAsync(IBlobStore store)
        {
            try
            {
                return await store.DeleteAsync(Path, BlobCondition.Match(blob.ETag));
            }
            catch (StoreConflictException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task List_OverPages_IsInOrder_EachOnce()
    {
        var store = account.Blobs();
        string[] paths = [.. Enumerable.Range(0, 7).Select(index => $"runs/r1/shard-{index}")];
        foreach (var path in paths)
        {
            await store.PutAsync(path, "");
        }

        var paged = new AzureBlobStore(account.Clients(new SmallPages()), TimeProvider.System, NullLogger<AzureBlobStore>.Instance);

        (await paged.ListAsync("runs/r1/sh").Select(blob => blob.Path).ToListAsync()).ShouldBe(paths);
    }

    private static void Compress(byte[] bytes, Stream target)
    {
        using var gzip = new GZipStream(target, CompressionLevel.NoCompression, leaveOpen: true);
        gzip.Write(bytes);
    }

    private static async Task<string> HashAsync(IBlobStore store, long offset)
    {
        await using var stream = await store.OpenReadAsync(Path, offset);
        return Convert.ToHexString(await SHA256.HashDataAsync(stream));
    }

    /// <summary>Makes the service answer listings in pages of two.</summary>
    private sealed class SmallPages : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.Request.Uri.Query.Contains("comp=list", StringComparison.Ordinal))
            {
                message.Request.Uri.AppendQuery("maxresults", "2");
            }
        }
    }
}
