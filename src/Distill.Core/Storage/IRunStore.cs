using Distill.Core.Runs;

namespace Distill.Core.Storage;

/// <summary>The state of runs. Thread-safe; every write is conditional.</summary>
public interface IRunStore
{
    /// <summary>Adds a run.</summary>
    /// <exception cref="StoreConflictException">A run of this id exists.</exception>
    Task<Versioned<RunRecord>> AddAsync(RunRecord run, CancellationToken cancellationToken = default);

    /// <summary>The run, or null.</summary>
    Task<Versioned<RunRecord>?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Replaces a run that is still at version <paramref name="etag"/>.</summary>
    /// <exception cref="StoreConflictException">The run has changed, or is gone.</exception>
    Task<Versioned<RunRecord>> ReplaceAsync(RunRecord run, string etag, CancellationToken cancellationToken = default);

    /// <summary>All runs, newest first.</summary>
    IAsyncEnumerable<RunRecord> ListAsync(CancellationToken cancellationToken = default);
}
