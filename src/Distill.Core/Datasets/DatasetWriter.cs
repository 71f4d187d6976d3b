using Distill.Core.Samples;
using Distill.Core.Storage;

namespace Distill.Core.Datasets;

/// <summary>Streams samples into the shards of a new dataset and rejects into its rejects file. Not thread-safe.</summary>
/// <remarks>Made by <see cref="DatasetLibrary.CreateWriter"/>. Until the commit the dataset does not exist, whatever lies in its folder.</remarks>
public sealed class DatasetWriter : IAsyncDisposable
{
    private readonly DatasetLibrary library;
    private readonly DatasetDraft draft;
    private readonly DatasetWriterOptions options;
    private readonly RejectWriter rejects;
    private readonly List<ShardInfo> shards = [];
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
        shard ??= await ShardWriter.CreateAsync(Blobs, DatasetPaths.Shard(draft.Id, shards.Count), cancellationToken);
        await shard.WriteAsync(sample, cancellationToken);
        Records++;
        if (shard.Records >= options.MaxRecords || shard.Bytes >= options.MaxBytes)
        {
            await EndShardAsync(cancellationToken);
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
        var info = await rejects.CommitAsync(cancellationToken);
        return await library.CommitAsync(draft, shards, [info], cancellationToken);
    }

    /// <summary>Commits the rejects only, for people to read why no dataset was made of the input.</summary>
    public Task<RejectsInfo> CommitRejectsAsync(CancellationToken cancellationToken = default) => rejects.CommitAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (shard is not null)
        {
            await shard.DisposeAsync();
        }

        await rejects.DisposeAsync();
    }

    private async Task EndShardAsync(CancellationToken cancellationToken)
    {
        if (shard is null)
        {
            return;
        }

        shards.Add(await shard.CommitAsync(cancellationToken));
        await shard.DisposeAsync();
        shard = null;
    }
}
