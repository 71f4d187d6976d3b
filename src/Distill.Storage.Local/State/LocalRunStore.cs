using Distill.Core.Runs;
using Distill.Core.Storage;

namespace Distill.Storage.Local.State;

/// <summary>Runs in the state database. Thread-safe.</summary>
public sealed class LocalRunStore(StateDatabase database) : IRunStore
{
    private readonly EntityTable<RunRecord> table = new(database, "runs", "run", run => (run.Id, run.CreatedAt));

    /// <inheritdoc />
    public Task<Versioned<RunRecord>> AddAsync(RunRecord run, CancellationToken cancellationToken = default) =>
        table.AddAsync(run, sameIsFine: false, cancellationToken);

    /// <inheritdoc />
    public Task<Versioned<RunRecord>?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        table.FindAsync(id, cancellationToken);

    /// <inheritdoc />
    public Task<Versioned<RunRecord>> ReplaceAsync(RunRecord run, string etag, CancellationToken cancellationToken = default) =>
        table.ReplaceAsync(run, etag, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<RunRecord> ListAsync(CancellationToken cancellationToken = default) => table.ListAsync(cancellationToken);
}
