using System.Runtime.CompilerServices;
using Distill.Core.Formats;
using Distill.Core.Samples;
using Distill.Core.Storage;

namespace Distill.Core.Datasets;

/// <summary>Reads shards. <c>.jsonl</c> plain, <c>.jsonl.gz</c> and <c>.jsonl.zst</c> decompressed on the way.</summary>
public static class ShardReader
{
    /// <summary>The samples of a shard, in order.</summary>
    /// <exception cref="DamagedShardException">A line is no sample, or the last one is cut off; the message names path and line.</exception>
    /// <exception cref="BlobNotFoundException">There is no such shard.</exception>
    public static async IAsyncEnumerable<Sample> ReadAsync(
        IBlobStore blobs,
        string path,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(blobs);
        await using var content = await blobs.OpenReadAsync(path, cancellationToken: cancellationToken);
        await foreach (var sample in ReadAsync(content, path, cancellationToken))
        {
            yield return sample;
        }
    }

    /// <summary>The same, with the shard's hash and count compared at its end: samples come before the verdict.</summary>
    /// <exception cref="DamagedShardException">The shard does not hold the bytes that were written.</exception>
    public static async IAsyncEnumerable<Sample> ReadVerifiedAsync(
        IBlobStore blobs,
        ShardInfo shard,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(blobs);
        ArgumentNullException.ThrowIfNull(shard);
        await using var hashed = new HashingReadStream(await blobs.OpenReadAsync(shard.Path, cancellationToken: cancellationToken));
        var records = 0L;
        await foreach (var sample in ReadAsync(hashed, shard.Path, cancellationToken))
        {
            records++;
            yield return sample;
        }

        // What a decompressor left unread belongs to the hash as well.
        await hashed.CopyToAsync(Stream.Null, cancellationToken);
        if (hashed.Finish() != shard.Sha256 || records != shard.Records)
        {
            throw new DamagedShardException(
                shard.Path,
                0,
                $"the content is not what was written ({records} records, {shard.Records} expected; SHA-256 compared). Restore it or make the dataset anew."
            );
        }
    }

    private static async IAsyncEnumerable<Sample> ReadAsync(
        Stream content,
        string path,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var plain = CompressedContent.Open(content, path, leaveOpen: true);
        try
        {
            using var buffer = new RecordBuffer(plain);
            var lines = new Utf8LineReader(buffer, int.MaxValue);
            while (await lines.ReadAsync(cancellationToken))
            {
                yield return Parse(lines, path);
            }

            if (buffer.Damage is { } damage)
            {
                throw new DamagedShardException(path, lines.Line, damage);
            }
        }
        finally
        {
            if (!ReferenceEquals(plain, content))
            {
                await plain.DisposeAsync();
            }
        }
    }

    private static Sample Parse(Utf8LineReader lines, string path)
    {
        var result = SampleJson.Read(lines.Current.Span);
        if (result.IsSample)
        {
            return result.Sample;
        }

        var hint = lines.Terminated ? "" : " The file seems to be cut off.";
        throw new DamagedShardException(path, lines.Line, $"{result.Field ?? "the line"}: {result.Message}{hint}");
    }
}
