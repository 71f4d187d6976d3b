using Distill.Core.Models;
using Distill.Core.Storage;

namespace Distill.Storage.Local.State;

/// <summary>Model versions in the state database. Thread-safe.</summary>
public sealed class LocalModelRegistry(StateDatabase database) : IModelRegistry
{
    private readonly EntityTable<ModelVersion> table = new(database, "models", "model version", model => (model.Id, model.CreatedAt));

    /// <inheritdoc />
    public Task<Versioned<ModelVersion>> AddAsync(ModelVersion version, CancellationToken cancellationToken = default) =>
        table.AddAsync(version, sameIsFine: true, cancellationToken);

    /// <inheritdoc />
    public Task<Versioned<ModelVersion>?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        table.FindAsync(id, cancellationToken);

    /// <inheritdoc />
    public Task<Versioned<ModelVersion>> ReplaceAsync(ModelVersion version, string etag, CancellationToken cancellationToken = default) =>
        table.ReplaceAsync(version, etag, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<ModelVersion> ListAsync(CancellationToken cancellationToken = default) => table.ListAsync(cancellationToken);
}
