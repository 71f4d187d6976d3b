using Distill.Core.Datasets;
using Distill.Core.Storage;

namespace Distill.Storage.Azure.Tables;

/// <summary>Dataset manifests in the table <c>DistillDatasets</c>. Thread-safe, and safe among processes.</summary>
public sealed class AzureDatasetStore : IDatasetStore
{
    private readonly EntityTable<DatasetManifest> table;

    /// <summary>The datasets of an account.</summary>
    /// <param name="clients">The account.</param>
    /// <param name="blobs">Where manifests go that are too long for a row, which is at about two thousand shards.</param>
    public AzureDatasetStore(AzureStorageClients clients, IBlobStore blobs) =>
        table = new EntityTable<DatasetManifest>(
            clients,
            "DistillDatasets",
            "dataset",
            blobs,
            manifest => (manifest.Id, manifest.CreatedAt),
            manifest => [TableKeys.OfName(manifest.Name, manifest.Version)]
        );

    /// <inheritdoc />
    public Task AddAsync(DatasetManifest manifest, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return table.AddAsync(manifest, sameIsFine: true, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<DatasetManifest?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        (await table.FindAsync(id, cancellationToken))?.Value;

    /// <inheritdoc />
    public Task<DatasetManifest?> FindByNameAsync(string name, int? version = null, CancellationToken cancellationToken = default) =>
        version is { } wanted
            ? table.FindByKeyAsync(TableKeys.OfName(name, wanted), cancellationToken)
            : table.FindFirstAsync(TableKeys.OfName(name), cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<DatasetManifest> ListAsync(CancellationToken cancellationToken = default) => table.ListAsync(cancellationToken);
}
