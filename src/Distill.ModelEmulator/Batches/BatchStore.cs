using System.Collections.Concurrent;
using Distill.ModelEmulator.Persistence;
using Distill.ModelEmulator.Protocol;

namespace Distill.ModelEmulator.Batches;

/// <summary>The batches there are. Thread-safe.</summary>
internal sealed class BatchStore
{
    private const string Folder = "batches";
    private readonly ConcurrentDictionary<string, Batch> batches;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly IEmulatorStore store;

    /// <summary>Opens the batches of a store.</summary>
    public BatchStore(IEmulatorStore store)
    {
        this.store = store;
        batches = new ConcurrentDictionary<string, Batch>(
            store.ReadRecords<Batch>(Folder).Select(batch => KeyValuePair.Create(batch.Id, batch)),
            StringComparer.Ordinal
        );
    }

    /// <summary>All batches, newest first.</summary>
    public IEnumerable<Batch> All =>
        batches.Values.OrderByDescending(batch => batch.CreatedAt).ThenBy(batch => batch.Id, StringComparer.Ordinal);

    /// <summary>The batch of an id.</summary>
    /// <exception cref="ApiException">404: there is none.</exception>
    public Batch Get(string id) =>
        batches.TryGetValue(id, out var batch) ? batch : throw ApiException.NotFound($"No batch found with id '{id}'.", "batch_id");

    /// <summary>Adds a batch, durably.</summary>
    public async Task AddAsync(Batch batch)
    {
        await store.SaveRecordAsync(Folder, batch.Id, batch);
        batches[batch.Id] = batch;
    }

    /// <summary>Shows progress without saving it: a batch that is interrupted starts again.</summary>
    public void Show(string id, BatchCounts counts) =>
        batches.AddOrUpdate(id, _ => throw new InvalidOperationException(), (_, batch) => batch with { RequestCounts = counts });

    /// <summary>Changes a batch durably, unless it has ended.</summary>
    public async Task<Batch> UpdateAsync(string id, Func<Batch, Batch> change)
    {
        await gate.WaitAsync();
        try
        {
            var batch = Get(id);
            if (!Batch.IsFinal(batch.Status))
            {
                batch = change(batch);
                await AddAsync(batch);
            }

            return batch;
        }
        finally
        {
            gate.Release();
        }
    }
}
