using Distill.Core.Runs;
using Distill.Core.Storage;

namespace Distill.Storage.Azure.Tables;

/// <summary>Runs in the table <c>DistillRuns</c>. Thread-safe, and safe among processes.</summary>
public sealed class AzureRunStore : IRunStore
{
    private readonly EntityTable<RunRecord> table;

    /// <summary>The runs of an account.</summary>
    /// <param name="clients">The account.</param>
    /// <param name="blobs">Where records go that are too long for a row.</param>
    public AzureRunStore(AzureStorageClients clients, IBlobStore blobs) =>
        table = new EntityTable<RunRecord>(clients, "DistillRuns", "run", blobs, run => (run.Id, run.CreatedAt));

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
