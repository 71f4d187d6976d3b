using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Distill.Core.Storage;

namespace Distill.Storage.Azure.Tables;

/// <summary>Entities as JSON: one row each, newest first, and rows that lead to it from each key that must be unique. Thread-safe, and safe among processes.</summary>
/// <remarks>
/// All rows of an entity are added in one transaction, so a key is taken by all of an entity or by nothing of it. Each write has an id of its own in the
/// row: a write that is sent again because its answer was lost, and is refused because it had arrived, finds its id there and has succeeded.
/// An entity keeps its place in the list when its time is replaced by another.
/// </remarks>
/// <param name="clients">The account.</param>
/// <param name="name">Name of the table: a constant of this assembly, never input.</param>
/// <param name="kind">What an entity is, for messages.</param>
/// <param name="blobs">Where long texts go.</param>
/// <param name="identify">Id and time of an entity.</param>
/// <param name="furtherKeys">Keys that are unique besides the id.</param>
internal sealed class EntityTable<T>(
    AzureStorageClients clients,
    string name,
    string kind,
    IBlobStore blobs,
    Func<T, (string Id, DateTimeOffset CreatedAt)> identify,
    Func<T, IEnumerable<string>>? furtherKeys = null
)
{
    private const int PageSize = 200;
    private const string Target = "row";
    private const string WriteId = "write";

    private readonly StateTable table = new(clients, name);
    private readonly RowJson rowJson = new(blobs);

    /// <summary>Adds an entity.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="sameIsFine">Adding the same content again changes nothing, instead of being a conflict.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="StoreConflictException">One of its keys is another's.</exception>
    public async Task<Versioned<T>> AddAsync(T entity, bool sameIsFine, CancellationToken cancellationToken)
    {
        var (id, createdAt) = identify(entity);
        var key = TableKeys.OfNewest(createdAt, id);
        var json = JsonSerializer.Serialize(entity, StorageJson.Options);
        string[] keys = [TableKeys.OfId(id), .. furtherKeys?.Invoke(entity) ?? []];
        var row = await RowAsync(key, id, json, cancellationToken);
        try
        {
            var pointers = keys.Select(unique => new TableEntity(TableKeys.Partition, unique) { [Target] = key });
            var answers = await table.InsertAsync([row, .. pointers], cancellationToken);
            return new Versioned<T>(entity, answers[0].Headers.ETag.ToString()!);
        }
        catch (RequestFailedException exception) when (StateTable.IsTaken(exception))
        {
            return await FindSameAsync() ?? throw new StoreConflictException(Taken());
        }

        async Task<Versioned<T>?> FindSameAsync()
        {
            Versioned<T>? same = null;
            foreach (var unique in keys)
            {
                if (await FindRowAsync(unique, cancellationToken) is not { } found)
                {
                    continue;
                }

                var isOwn = found.GetString(WriteId) == row.GetString(WriteId);
                if (!isOwn && !(sameIsFine && await rowJson.GetAsync(found, cancellationToken) == json))
                {
                    return null;
                }

                same = new Versioned<T>(entity, found.ETag.ToString());
            }

            return same;
        }

        string Taken() => $"The {kind} '{id}' cannot be added: there is {(sameIsFine ? "another one of its id or name" : "one already")}.";
    }

    /// <summary>The entity of an id, or null.</summary>
    public async Task<Versioned<T>?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var row = await FindRowAsync(TableKeys.OfId(id), cancellationToken);
        return row is null ? null : new Versioned<T>(await ParseAsync(row, cancellationToken), row.ETag.ToString());
    }

    /// <summary>The entity of the first of the unique keys that begin with a prefix, or null.</summary>
    public async Task<T?> FindFirstAsync(string prefix, CancellationToken cancellationToken)
    {
        await foreach (var pointer in table.ListAsync(TableKeys.Partition, prefix, pageSize: 1, cancellationToken))
        {
            var row = await table.FindAsync(TableKeys.Partition, pointer.GetString(Target), cancellationToken);
            return row is null ? default : await ParseAsync(row, cancellationToken);
        }

        return default;
    }

    /// <summary>The entity of a unique key, or null.</summary>
    public async Task<T?> FindByKeyAsync(string key, CancellationToken cancellationToken)
    {
        var row = await FindRowAsync(key, cancellationToken);
        return row is null ? default : await ParseAsync(row, cancellationToken);
    }

    /// <summary>Replaces an entity that is still at a version.</summary>
    /// <exception cref="StoreConflictException">It is not, or is gone.</exception>
    public async Task<Versioned<T>> ReplaceAsync(T entity, string etag, CancellationToken cancellationToken)
    {
        var (id, _) = identify(entity);
        var pointer = IsVersion(etag) ? await table.FindAsync(TableKeys.Partition, TableKeys.OfId(id), cancellationToken) : null;
        if (pointer is null)
        {
            throw Changed(id);
        }

        var json = JsonSerializer.Serialize(entity, StorageJson.Options);
        var row = await RowAsync(pointer.GetString(Target), id, json, cancellationToken);
        try
        {
            var answer = await table.ReplaceAsync(row, new ETag(etag), cancellationToken);
            return new Versioned<T>(entity, answer.Headers.ETag.ToString()!);
        }
        catch (RequestFailedException)
        {
            var stored = await table.FindAsync(TableKeys.Partition, row.RowKey, cancellationToken);
            return stored?.GetString(WriteId) == row.GetString(WriteId)
                ? new Versioned<T>(entity, stored!.ETag.ToString())
                : throw Changed(id);
        }
    }

    /// <summary>All entities, newest first, a page at a time: what is added while listing may be missed, nothing is listed twice.</summary>
    public async IAsyncEnumerable<T> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in table.ListAsync(TableKeys.Partition, TableKeys.Newest, PageSize, cancellationToken))
        {
            yield return await ParseAsync(row, cancellationToken);
        }
    }

    // The service refuses what is not shaped like one of its versions as a wrong request; to us it is a version that no row has.
    private static bool IsVersion(string etag) =>
        etag.StartsWith("W/\"datetime'", StringComparison.Ordinal)
        && etag.EndsWith("'\"", StringComparison.Ordinal)
        && !etag.AsSpan().ContainsAnyExceptInRange('!', '~');

    private async Task<TableEntity> RowAsync(string key, string id, string json, CancellationToken cancellationToken)
    {
        var row = new TableEntity(TableKeys.Partition, key) { ["id"] = id, [WriteId] = Guid.NewGuid().ToString("N") };
        await rowJson.PutAsync(row, json, cancellationToken);
        return row;
    }

    private async Task<TableEntity?> FindRowAsync(string unique, CancellationToken cancellationToken)
    {
        var pointer = await table.FindAsync(TableKeys.Partition, unique, cancellationToken);
        return pointer is null ? null : await table.FindAsync(TableKeys.Partition, pointer.GetString(Target), cancellationToken);
    }

    private async Task<T> ParseAsync(TableEntity row, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<T>(await rowJson.GetAsync(row, cancellationToken), StorageJson.Options)!;

    private StoreConflictException Changed(string id) => new($"The {kind} '{id}' has changed since it was read, or is gone.");
}
