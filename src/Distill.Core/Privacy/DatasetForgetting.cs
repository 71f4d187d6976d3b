using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Storage;

namespace Distill.Core.Privacy;

/// <summary>Finds a person's rows in datasets and makes versions without them. Thread-safe.</summary>
/// <remarks>
/// Datasets are immutable, so a dataset with such rows gets a next version: shards without them, the untouched shards shared, the old version as parent. When every version is there, the shards
/// with the rows are deleted. A dataset that has lost a shard that way was replaced before.
/// </remarks>
/// <param name="blobs">Where shards lie.</param>
/// <param name="catalogue">The manifests.</param>
/// <param name="library">Makes datasets.</param>
internal sealed class DatasetForgetting(IBlobStore blobs, IDatasetStore catalogue, DatasetLibrary library)
{
    /// <summary>The operation of a version that was made to forget.</summary>
    public const string Operation = "forget";

    /// <summary>The person's rows by dataset.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="suffix">Ends the ids of the versions without them.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<ForgottenRows>> FindAsync(Person person, string suffix, CancellationToken cancellationToken)
    {
        var shards = new Dictionary<string, long?>(StringComparer.Ordinal);
        var found = new List<ForgottenRows>();
        // Oldest first: the ids of a source's rows are known when what was made of it is read.
        foreach (var manifest in await OldestFirstAsync(cancellationToken))
        {
            long? rows = 0;
            foreach (var shard in manifest.Shards)
            {
                rows += await CountAsync(manifest.Id, shard.Path, person, shards, cancellationToken);
            }

            if (rows > 0)
            {
                found.Add(new ForgottenRows(manifest.Id, $"{manifest.Id}-{suffix}", rows.Value));
            }
        }

        return found;
    }

    /// <summary>Makes the versions without the rows, then deletes the shards with them.</summary>
    public async Task RemoveAsync(IReadOnlyList<ForgottenRows> datasets, Person person, CancellationToken cancellationToken)
    {
        var doomed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in datasets)
        {
            if (await catalogue.FindAsync(item.Dataset, cancellationToken) is { } manifest)
            {
                doomed.UnionWith(await ReplaceAsync(manifest, item, person, cancellationToken));
            }
        }

        foreach (var path in doomed)
        {
            await blobs.DeleteAsync(path, cancellationToken: cancellationToken);
        }
    }

    private async Task<List<DatasetManifest>> OldestFirstAsync(CancellationToken cancellationToken)
    {
        var all = await catalogue.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        all.Reverse();
        return all;
    }

    // Shards are shared among versions: each is read once.
    private async Task<long?> CountAsync(
        string dataset,
        string path,
        Person person,
        Dictionary<string, long?> known,
        CancellationToken cancellationToken
    )
    {
        if (known.TryGetValue(path, out var counted))
        {
            return counted;
        }

        return known[path] = await blobs.FindAsync(path, cancellationToken) is null
            ? null
            : await ShardReader
                .ReadAsync(blobs, path, cancellationToken)
                .LongCountAsync(sample => person.Owns(dataset, sample), cancellationToken);
    }

    // The blobs that may go when all versions are there.
    private async Task<List<string>> ReplaceAsync(
        DatasetManifest manifest,
        ForgottenRows item,
        Person person,
        CancellationToken cancellationToken
    )
    {
        var doomed = new List<string>();
        foreach (var shard in manifest.Shards)
        {
            if (await HoldsAsync(shard, person, cancellationToken) is not { } holds)
            {
                // Its version is there, and the deleting had begun: it only has to end.
                return await RestAsync(manifest, person, cancellationToken);
            }

            doomed.AddRange(holds ? [shard.Path] : []);
        }

        var shards = new List<ShardInfo>();
        foreach (var (index, shard) in manifest.Shards.Index())
        {
            var target = DatasetPaths.Shard(item.Replacement, index);
            shards.Add(doomed.Contains(shard.Path) ? await RewriteAsync(shard, target, person, cancellationToken) : shard);
        }

        var rejects = await RewriteRejectsAsync(manifest, item.Replacement, person, cancellationToken);
        await library.CommitAsync(DraftOf(manifest, item), shards, [rejects], cancellationToken);
        return manifest.RejectsPath is { } path ? [.. doomed, path] : doomed;
    }

    private static DatasetDraft DraftOf(DatasetManifest manifest, ForgottenRows item) =>
        new()
        {
            Id = item.Replacement,
            Name = manifest.Name,
            Parents = [manifest.Id],
            Operation = Operation,
            Parameters = new JsonObject { ["rows"] = item.Rows },
            Schema = manifest.Schema,
        };

    private async Task<List<string>> RestAsync(DatasetManifest manifest, Person person, CancellationToken cancellationToken)
    {
        var rest = new List<string>();
        foreach (var shard in manifest.Shards)
        {
            rest.AddRange(await HoldsAsync(shard, person, cancellationToken) == true ? [shard.Path] : []);
        }

        return manifest.RejectsPath is { } path ? [.. rest, path] : rest;
    }

    // Whether a shard has such rows; null when it is gone.
    private async Task<bool?> HoldsAsync(ShardInfo shard, Person person, CancellationToken cancellationToken) =>
        await blobs.FindAsync(shard.Path, cancellationToken) is null
            ? null
            : await ShardReader.ReadAsync(blobs, shard.Path, cancellationToken).AnyAsync(person.Owns, cancellationToken);

    private async Task<ShardInfo> RewriteAsync(ShardInfo shard, string target, Person person, CancellationToken cancellationToken)
    {
        await using var writer = await ShardWriter.CreateAsync(blobs, target, cancellationToken);
        await foreach (var sample in ShardReader.ReadAsync(blobs, shard.Path, cancellationToken))
        {
            if (!person.Owns(sample))
            {
                await writer.WriteAsync(sample, cancellationToken);
            }
        }

        return await writer.CommitAsync(cancellationToken);
    }

    private async Task<RejectsInfo> RewriteRejectsAsync(
        DatasetManifest manifest,
        string replacement,
        Person person,
        CancellationToken cancellationToken
    )
    {
        await using var writer = new RejectWriter(blobs, DatasetPaths.Rejects(replacement));
        if (manifest.RejectsPath is { } path && await blobs.FindAsync(path, cancellationToken) is not null)
        {
            await foreach (var reject in RejectReader.ReadAsync(blobs, path, cancellationToken))
            {
                if (!person.OwnsReject(manifest.Id, reject.Id))
                {
                    await writer.WriteAsync(reject, cancellationToken);
                }
            }
        }

        return await writer.CommitAsync(cancellationToken);
    }
}
