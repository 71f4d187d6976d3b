using System.Runtime.CompilerServices;
using System.Text.Json;
using Distill.Core.Storage;

namespace Distill.Core.Promotion;

/// <summary>The records of rollouts, a blob each: <c>rollouts/{id}.json</c>. Thread-safe; every write is conditional.</summary>
/// <remarks>Blobs and no table of their own: rollouts are few, a record with its looks is longer than a table's row, and blobs have conditional writes already.</remarks>
/// <param name="blobs">The blob store.</param>
public sealed class RolloutRecords(IBlobStore blobs)
{
    /// <summary>The container.</summary>
    public const string Container = "rollouts";

    private const int MaxRaces = 20;

    /// <summary>Adds a record.</summary>
    /// <exception cref="StoreConflictException">There is one of this id.</exception>
    public Task AddAsync(RolloutRecord rollout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        return WriteAsync(rollout, BlobCondition.Absent, cancellationToken);
    }

    /// <summary>The record of an id, or null.</summary>
    public async Task<RolloutRecord?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        (await ReadAsync(id, cancellationToken))?.Value;

    /// <summary>Changes a record, again when somebody else changed it meanwhile.</summary>
    /// <param name="id">The rollout.</param>
    /// <param name="change">The record after it; null when nothing is to change.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The record as it is then.</returns>
    /// <exception cref="StoreConflictException">Others were faster again and again.</exception>
    /// <exception cref="BlobNotFoundException">There is no such rollout.</exception>
    public async Task<RolloutRecord> UpdateAsync(
        string id,
        Func<RolloutRecord, RolloutRecord?> change,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(change);
        for (var race = 1; ; race++)
        {
            var current = await ReadAsync(id, cancellationToken) ?? throw new BlobNotFoundException(PathOf(id));
            if (change(current.Value) is not { } changed)
            {
                return current.Value;
            }

            try
            {
                await WriteAsync(changed, BlobCondition.Match(current.ETag), cancellationToken);
                return changed;
            }
            catch (StoreConflictException) when (race < MaxRaces)
            {
                // What was read is old: the change is worked out anew.
            }
        }
    }

    /// <summary>All records, newest first.</summary>
    /// <param name="alias">Only those of an alias; null for all.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<RolloutRecord>> ListAsync(string? alias = null, CancellationToken cancellationToken = default)
    {
        var all = await ReadAllAsync(cancellationToken)
            .Where(rollout => alias is null || rollout.Alias == alias)
            .ToListAsync(cancellationToken);
        return [.. all.OrderByDescending(rollout => rollout.CreatedAt).ThenByDescending(rollout => rollout.Id, StringComparer.Ordinal)];
    }

    private static string PathOf(string id) => $"{Container}/{id}.json";

    private async IAsyncEnumerable<RolloutRecord> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in blobs.ListAsync(Container, cancellationToken))
        {
            yield return await ParseAsync(blob.Path, cancellationToken);
        }
    }

    private async Task<Versioned<RolloutRecord>?> ReadAsync(string id, CancellationToken cancellationToken) =>
        // The version first: a record that is newer than it makes the write fail, never the other way round.
        await blobs.FindAsync(PathOf(id), cancellationToken) is { } found
            ? new Versioned<RolloutRecord>(await ParseAsync(found.Path, cancellationToken), found.ETag)
            : null;

    private async Task<RolloutRecord> ParseAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = await blobs.OpenReadAsync(path, cancellationToken: cancellationToken);
        return (await JsonSerializer.DeserializeAsync<RolloutRecord>(stream, StorageJson.Options, cancellationToken))!;
    }

    private async Task WriteAsync(RolloutRecord rollout, BlobCondition condition, CancellationToken cancellationToken)
    {
        await using var write = await blobs.CreateAsync(PathOf(rollout.Id), condition, cancellationToken);
        await JsonSerializer.SerializeAsync(write.Content, rollout, StorageJson.Options, cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
