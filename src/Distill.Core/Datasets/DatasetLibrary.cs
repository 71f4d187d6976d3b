using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Samples;
using Distill.Core.Storage;

namespace Distill.Core.Datasets;

/// <summary>Makes datasets and reads them: shards in the blob store, manifests in the catalogue. Thread-safe.</summary>
/// <param name="blobs">Where shards and rejects lie.</param>
/// <param name="catalogue">Where manifests lie.</param>
/// <param name="clock">Dates manifests.</param>
public sealed class DatasetLibrary(IBlobStore blobs, IDatasetStore catalogue, TimeProvider clock)
{
    private const int MaxRaces = 100;

    /// <summary>Starts a dataset that one writer fills.</summary>
    /// <exception cref="ArgumentException">The draft's id cannot be a segment of a path.</exception>
    public DatasetWriter CreateWriter(DatasetDraft draft, DatasetWriterOptions? options = null) =>
        new(this, blobs, draft, options ?? new DatasetWriterOptions());

    /// <summary>Commits a dataset whose shards, and rejects, were written before, by one step or by many.</summary>
    /// <param name="draft">What it is. The version becomes the next free one of the name.</param>
    /// <param name="shards">The committed shards in order, each of its own path; empty ones are left out.</param>
    /// <param name="rejects">The rejects of the writers; several files become one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The manifest; the one committed before when this is a repetition.</returns>
    /// <exception cref="StoreConflictException">Another dataset of other content has the draft's id.</exception>
    public async Task<DatasetManifest> CommitAsync(
        DatasetDraft draft,
        IReadOnlyList<ShardInfo> shards,
        IReadOnlyList<RejectsInfo>? rejects = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(draft);
        ShardInfo[] filled = [.. shards.Where(shard => shard.Records > 0)];
        var manifest = await FindCommittedAsync(draft, filled, cancellationToken);
        if (manifest is null)
        {
            var merged = await RejectMerge.RunAsync(blobs, draft.Id, rejects ?? [], cancellationToken);
            manifest = await AddAsync(draft, filled, merged, cancellationToken);
        }

        await WriteCopyAsync(manifest, cancellationToken);
        await RejectMerge.DeletePartsAsync(blobs, draft.Id, rejects ?? [], cancellationToken);
        return manifest;
    }

    /// <summary>The samples of a dataset, in order.</summary>
    /// <param name="manifest">The dataset.</param>
    /// <param name="verify">True: compare each shard with its hash while reading.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="DamagedShardException">A shard does not hold what was written.</exception>
    /// <exception cref="BlobNotFoundException">A shard is gone.</exception>
    public async IAsyncEnumerable<Sample> ReadAsync(
        DatasetManifest manifest,
        bool verify = false,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(manifest);
        foreach (var shard in manifest.Shards)
        {
            var samples = verify
                ? ShardReader.ReadVerifiedAsync(blobs, shard, cancellationToken)
                : ShardReader.ReadAsync(blobs, shard.Path, cancellationToken);
            await foreach (var sample in samples)
            {
                yield return sample;
            }
        }
    }

    private async Task<DatasetManifest?> FindCommittedAsync(DatasetDraft draft, ShardInfo[] shards, CancellationToken cancellationToken)
    {
        var found = await catalogue.FindAsync(draft.Id, cancellationToken);
        if (found is null)
        {
            return null;
        }

        var same =
            found.Name == draft.Name
            && found.Operation == draft.Operation
            && found.Parents.SequenceEqual(draft.Parents)
            && found.Shards.SequenceEqual(shards)
            && JsonNode.DeepEquals(found.Parameters, draft.Parameters);
        return same
            ? found
            : throw new StoreConflictException(
                $"The dataset id '{draft.Id}' is taken by '{found.Name}' version {found.Version} of other content."
            );
    }

    private async Task<DatasetManifest> AddAsync(
        DatasetDraft draft,
        ShardInfo[] shards,
        RejectsInfo rejects,
        CancellationToken cancellationToken
    )
    {
        for (var race = 1; ; race++)
        {
            var newest = await catalogue.FindByNameAsync(draft.Name, cancellationToken: cancellationToken);
            var manifest = new DatasetManifest
            {
                Id = draft.Id,
                Name = draft.Name,
                Version = (newest?.Version ?? 0) + 1,
                Parents = draft.Parents,
                Operation = draft.Operation,
                Parameters = draft.Parameters,
                Schema = draft.Schema,
                Shards = shards,
                RejectsPath = rejects.Path,
                Rejects = rejects.Summary.Counts,
                CreatedAt = clock.GetUtcNow(),
            };
            try
            {
                await catalogue.AddAsync(manifest, cancellationToken);
                return manifest;
            }
            catch (StoreConflictException) when (race < MaxRaces)
            {
                // Another dataset took the version, or a twin of this step has committed it: that one is the result.
                if (await FindCommittedAsync(draft, shards, cancellationToken) is { } twin)
                {
                    return twin;
                }
            }
        }
    }

    // The catalogue is the truth; the copy lets a folder of shards be taken elsewhere and still say what it is.
    private async Task WriteCopyAsync(DatasetManifest manifest, CancellationToken cancellationToken)
    {
        await using var write = await blobs.CreateAsync(DatasetPaths.Manifest(manifest.Id), cancellationToken: cancellationToken);
        await JsonSerializer.SerializeAsync(write.Content, manifest, StorageJson.Options, cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
