using Distill.Core.Samples;
using Distill.Core.Storage;

namespace Distill.Core.Datasets;

/// <summary>Streams samples into the shards of a new dataset and rejects into its rejects file. Not thread-safe.</summary>
/// <remarks>Made by <see cref="DatasetLibrary.CreateWriter"/>. Until the commit the dataset does not exist, whatever lies in its folder.</remarks>
public sealed class DatasetWriter : IAsyncDisposable
{
    // Enough for the disk to make several durable at once, little enough to hear of a full disk soon.
    private const int MostCommits = 8;

    private readonly DatasetLibrary library;
    private readonly DatasetDraft draft;
    private readonly DatasetWriterOptions options;
    private readonly RejectWriter rejects;
    private readonly List<ShardInfo> shards = [];

    // Full shards whose commit waits for the disk, in order: the next one is filled meanwhile.
    private readonly Queue<Task<ShardInfo>> commits = new();
    private ShardWriter? shard;

    internal DatasetWriter(DatasetLibrary library, IBlobStore blobs, DatasetDraft draft, DatasetWriterOptions options)
    {
        if (options.MaxRecords < 1 || options.MaxBytes < 1)
        {
            throw new ArgumentException("MaxRecords and MaxBytes are at least 1.", nameof(options));
        }

        this.library = library;
        this.draft = draft;
        this.options = options;
        Blobs = blobs;
        rejects = new RejectWriter(blobs, DatasetPaths.Rejects(draft.Id));
    }

    /// <summary>Records so far.</summary>
    public long Records { get; private set; }

    /// <summary>Rejects so far.</summary>
    public long Rejects => rejects.Count;

    private IBlobStore Blobs { get; }

    /// <summary>Adds a record.</summary>
    /// <exception cref="ArgumentException">A score is not finite, or a text holds half a surrogate pair.</exception>
    public async ValueTask WriteAsync(Sample sample, CancellationToken cancellationToken = default)
    {
        shard ??= await BeginShardAsync(cancellationToken);
        await shard.WriteAsync(sample, cancellationToken);
        await EndRecordsAsync(1, cancellationToken);
    }

    /// <summary>Adds records that were written before as <see cref="SampleJson"/> writes them, each with its line end.</summary>
    internal async ValueTask WriteLinesAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        while (!lines.IsEmpty)
        {
            shard ??= await BeginShardAsync(cancellationToken);
            var (records, bytes) = Fitting(shard, lines.Span);
            await shard.WriteLinesAsync(lines[..bytes], records, cancellationToken);
            await EndRecordsAsync(records, cancellationToken);
            lines = lines[bytes..];
        }
    }

    /// <summary>Adds a reject.</summary>
    public ValueTask RejectAsync(Reject reject, CancellationToken cancellationToken = default) =>
        rejects.WriteAsync(reject, cancellationToken);

    /// <summary>Commits the last shard, the rejects, then the manifest: now the dataset exists.</summary>
    /// <exception cref="StoreConflictException">Another dataset of other content has the draft's id.</exception>
    public async Task<DatasetManifest> CommitAsync(CancellationToken cancellationToken = default)
    {
        await EndShardAsync(cancellationToken);
        await SettleAsync(0);
        var info = await rejects.CommitAsync(cancellationToken);
        return await library.CommitAsync(draft, shards, [info], cancellationToken);
    }

    /// <summary>Commits the rejects only, for people to read why no dataset was made of the input.</summary>
    public Task<RejectsInfo> CommitRejectsAsync(CancellationToken cancellationToken = default) => rejects.CommitAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // A failure has been told by the call that met it; one that nobody met belongs to a writer that was given up.
        await ((Task)Task.WhenAll(commits)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (shard is not null)
        {
            await shard.DisposeAsync();
        }

        await rejects.DisposeAsync();
    }

    private Task<ShardWriter> BeginShardAsync(CancellationToken cancellationToken) =>
        ShardWriter.CreateAsync(Blobs, DatasetPaths.Shard(draft.Id, shards.Count + commits.Count), cancellationToken);

    private ValueTask EndRecordsAsync(int records, CancellationToken cancellationToken)
    {
        Records += records;
        return IsFull(shard!.Records, shard.Bytes) ? new ValueTask(EndShardAsync(cancellationToken)) : ValueTask.CompletedTask;
    }

    private bool IsFull(long records, long bytes) => records >= options.MaxRecords || bytes >= options.MaxBytes;

    // The lines with which the shard is full, or all.
    private (int Records, int Bytes) Fitting(ShardWriter into, ReadOnlySpan<byte> lines)
    {
        var (records, bytes) = (0, 0);
        while (bytes < lines.Length && !IsFull(into.Records + records, into.Bytes + bytes))
        {
            bytes += lines[bytes..].IndexOf((byte)'\n') + 1;
            records++;
        }

        return (records, bytes);
    }

    private async Task EndShardAsync(CancellationToken cancellationToken)
    {
        if (shard is null)
        {
            return;
        }

        var full = shard;
        shard = null;
        commits.Enqueue(CommitAsync(full, cancellationToken));
        await SettleAsync(MostCommits);
    }

    private static async Task<ShardInfo> CommitAsync(ShardWriter shard, CancellationToken cancellationToken)
    {
        await using (shard)
        {
            return await shard.CommitAsync(cancellationToken);
        }
    }

    /// <summary>Waits until at most so many commits are under way.</summary>
    private async Task SettleAsync(int most)
    {
        while (commits.Count > most)
        {
            shards.Add(await commits.Peek());
            _ = commits.Dequeue();
        }
    }
}
