using Distill.ModelEmulator.Persistence;
using Distill.ModelEmulator.Protocol;

namespace Distill.ModelEmulator.FineTuning;

/// <summary>The jobs there are. Each change is durable before it can be seen. Thread-safe.</summary>
internal sealed class JobStore
{
    private const string Folder = "jobs";
    private readonly Dictionary<string, StoredJob> jobs;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly IEmulatorStore store;
    private long sequence;

    /// <summary>Opens the jobs of a store.</summary>
    public JobStore(IEmulatorStore store)
    {
        this.store = store;
        jobs = store.ReadRecords<StoredJob>(Folder).ToDictionary(stored => stored.Job.Id, StringComparer.Ordinal);
        sequence = jobs.Count == 0 ? 0 : jobs.Values.Max(stored => stored.Sequence);
    }

    /// <summary>All jobs, newest first.</summary>
    public IReadOnlyList<StoredJob> All
    {
        get
        {
            gate.Wait();
            try
            {
                return [.. jobs.Values.OrderByDescending(stored => stored.Sequence)];
            }
            finally
            {
                gate.Release();
            }
        }
    }

    /// <summary>The job of an id.</summary>
    /// <exception cref="ApiException">404: there is none.</exception>
    public StoredJob Get(string id)
    {
        gate.Wait();
        try
        {
            return Find(id);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Adds a job.</summary>
    public async Task AddAsync(FineTuningJob job, JobEvent created)
    {
        await gate.WaitAsync();
        try
        {
            await SaveAsync(new StoredJob(job, [created], [], ++sequence));
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Changes a job, unless it has ended; returns whether it did.</summary>
    public async Task<bool> UpdateAsync(string id, Func<StoredJob, StoredJob> change)
    {
        await gate.WaitAsync();
        try
        {
            var stored = Find(id);
            if (JobStatus.IsFinal(stored.Job.Status))
            {
                return false;
            }

            await SaveAsync(change(stored));
            return true;
        }
        finally
        {
            gate.Release();
        }
    }

    private StoredJob Find(string id) =>
        jobs.TryGetValue(id, out var stored)
            ? stored
            : throw ApiException.NotFound($"Could not find fine tune: {id}", "fine_tuning_job_id", "fine_tune_not_found");

    private async Task SaveAsync(StoredJob stored)
    {
        await store.SaveRecordAsync(Folder, stored.Job.Id, stored);
        jobs[stored.Job.Id] = stored;
    }
}
