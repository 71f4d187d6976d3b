using Distill.Core.Storage;

namespace Distill.Core.Runs;

/// <summary>Changes run records under races: reads, changes, replaces, and reads again when another writer was first. Thread-safe.</summary>
/// <param name="runs">The store.</param>
/// <param name="time">Dates the change.</param>
public sealed class RunRecordEditor(IRunStore runs, TimeProvider time)
{
    private const int MaxRaces = 50;

    /// <summary>Changes a record that has not ended; one that has stays as it is.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="change">The new record from the present one; called again after a lost race. Giving the same record back writes nothing.</param>
    /// <param name="cancellationToken">Stops trying.</param>
    /// <returns>The record as it is now, or null when there is no such run.</returns>
    /// <exception cref="StoreConflictException">Lost 50 races in a row.</exception>
    public async Task<RunRecord?> ChangeAsync(
        string runId,
        Func<RunRecord, RunRecord> change,
        CancellationToken cancellationToken = default
    )
    {
        for (var race = 1; ; race++)
        {
            var found = await runs.FindAsync(runId, cancellationToken);
            if (found is null || found.Value.EndedAt is not null)
            {
                return found?.Value;
            }

            var changed = change(found.Value);
            if (ReferenceEquals(changed, found.Value))
            {
                return changed;
            }

            try
            {
                return (await runs.ReplaceAsync(Dated(changed), found.ETag, cancellationToken)).Value;
            }
            catch (StoreConflictException) when (race < MaxRaces)
            {
                // Another writer was first; its change is kept and ours is made on top of it.
            }
        }
    }

    private RunRecord Dated(RunRecord run)
    {
        var now = time.GetUtcNow();
        var ended = run.Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled;
        return run with { UpdatedAt = now, EndedAt = ended ? now : null };
    }
}
