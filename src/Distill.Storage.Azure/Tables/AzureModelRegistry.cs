using Distill.Core.Models;
using Distill.Core.Storage;

namespace Distill.Storage.Azure.Tables;

/// <summary>Model versions in the table <c>DistillModels</c>. Thread-safe, and safe among processes.</summary>
public sealed class AzureModelRegistry : IModelRegistry
{
    private readonly EntityTable<ModelVersion> table;

    /// <summary>The model versions of an account.</summary>
    /// <param name="clients">The account.</param>
    /// <param name="blobs">Where versions go that are too long for a row.</param>
    public AzureModelRegistry(AzureStorageClients clients, IBlobStore blobs) =>
        table = new EntityTable<ModelVersion>(clients, "DistillModels", "model version", blobs, model => (model.Id, model.CreatedAt));

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
