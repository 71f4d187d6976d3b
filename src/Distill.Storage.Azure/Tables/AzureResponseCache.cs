using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Distill.Core.Inference;
using Distill.Core.Storage;

namespace Distill.Storage.Azure.Tables;

/// <summary>The cross-run response cache in the table <c>DistillResponses</c>. Thread-safe, and safe among processes.</summary>
/// <remarks>
/// Keys are spread over 16 partitions, each good for about 2,000 rows a second; a partition's answers go up in transactions of at most 100 rows. A
/// transaction in which an answer is known already is refused as a whole: what is known is then taken out and the rest sent again.
/// </remarks>
public sealed class AzureResponseCache : IResponseCache
{
    private const int MaxRows = 100;
    private const int Lanes = 32;

    // A transaction has 4 MiB, and a character becomes up to six bytes of JSON within it.
    private const int MaxCharacters = 600_000;

    private readonly StateTable table;
    private readonly RowJson rowJson;

    /// <summary>The cache of an account.</summary>
    /// <param name="clients">The account.</param>
    /// <param name="blobs">Where answers go that are too long for a row.</param>
    public AzureResponseCache(AzureStorageClients clients, IBlobStore blobs)
    {
        table = new StateTable(clients, "DistillResponses");
        rowJson = new RowJson(blobs);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<string, ChatAnswer>> FindAsync(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(keys);
        var found = new ConcurrentDictionary<string, ChatAnswer>(StringComparer.Ordinal);
        // One request a key: the service answers a filter of several keys by scanning the partition.
        await Parallel.ForEachAsync(keys.Distinct(StringComparer.Ordinal), Parallelism(cancellationToken), FindOneAsync);
        return found;

        async ValueTask FindOneAsync(string key, CancellationToken token)
        {
            if (await table.FindAsync(Partition(key), TableKeys.Escape(key), token) is { } row)
            {
                found[key] = JsonSerializer.Deserialize<ChatAnswer>(await rowJson.GetAsync(row, token), StorageJson.Options)!;
            }
        }
    }

    /// <inheritdoc />
    public async Task AddAsync(IReadOnlyCollection<ChatAnswer> answers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var batches = answers
            .DistinctBy(answer => answer.Key, StringComparer.Ordinal)
            .Select(answer => new Entry(answer.Key, JsonSerializer.Serialize(answer, StorageJson.Options)))
            .GroupBy(entry => Partition(entry.Key), StringComparer.Ordinal)
            .SelectMany(Batches);
        await Parallel.ForEachAsync(batches, Parallelism(cancellationToken), async (batch, token) => await AddBatchAsync(batch, token));
    }

    /// <inheritdoc />
    public async Task<int> DeleteAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var deleted = 0;
        await Parallel.ForEachAsync(keys.Distinct(StringComparer.Ordinal), Parallelism(cancellationToken), DeleteOneAsync);
        return deleted;

        async ValueTask DeleteOneAsync(string key, CancellationToken token)
        {
            if (await table.FindAsync(Partition(key), TableKeys.Escape(key), token) is { } row)
            {
                // The row goes last: until then, a repetition after a crash finds it and goes on.
                await rowJson.DeleteBlobAsync(row, token);
                await table.DeleteAsync(row, token);
                Interlocked.Increment(ref deleted);
            }
        }
    }

    private static ParallelOptions Parallelism(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = Lanes, CancellationToken = cancellationToken };

    /// <summary>The partition of a key.</summary>
    internal static string Partition(string key) =>
        (SHA256.HashData(Encoding.UTF8.GetBytes(key))[0] & 0x0f).ToString("x", CultureInfo.InvariantCulture);

    private static IEnumerable<List<Entry>> Batches(IEnumerable<Entry> entries)
    {
        var batch = new List<Entry>();
        var characters = 0;
        foreach (var entry in entries)
        {
            var length = Math.Min(entry.Json.Length, RowJson.MaxInRow);
            if (batch.Count == MaxRows || (batch.Count > 0 && characters + length > MaxCharacters))
            {
                yield return batch;
                (batch, characters) = ([], 0);
            }

            batch.Add(entry);
            characters += length;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private async Task AddBatchAsync(List<Entry> batch, CancellationToken cancellationToken)
    {
        // Each round takes out at least the answer that was in the way, so it ends.
        while (batch.Count > 0)
        {
            var rows = new List<TableEntity>(batch.Count);
            foreach (var entry in batch)
            {
                var row = new TableEntity(Partition(entry.Key), TableKeys.Escape(entry.Key));
                await rowJson.PutAsync(row, entry.Json, cancellationToken);
                rows.Add(row);
            }

            try
            {
                await table.InsertAsync(rows, cancellationToken);
                return;
            }
            catch (RequestFailedException exception) when (StateTable.IsTaken(exception))
            {
                batch = await UnknownAsync(batch, cancellationToken);
            }
        }
    }

    private async Task<List<Entry>> UnknownAsync(List<Entry> batch, CancellationToken cancellationToken)
    {
        var known = await FindAsync([.. batch.Select(entry => entry.Key)], cancellationToken);
        return [.. batch.Where(entry => !known.ContainsKey(entry.Key))];
    }

    private sealed record Entry(string Key, string Json);
}
