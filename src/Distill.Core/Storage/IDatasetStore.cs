using Distill.Core.Datasets;

namespace Distill.Core.Storage;

/// <summary>The catalogue of datasets; manifests are immutable. Thread-safe.</summary>
public interface IDatasetStore
{
    /// <summary>Adds a manifest; adding the same id with the same content again changes nothing.</summary>
    /// <exception cref="StoreConflictException">Another manifest has this id, or this name and version.</exception>
    Task AddAsync(DatasetManifest manifest, CancellationToken cancellationToken = default);

    /// <summary>The manifest of an id, or null.</summary>
    Task<DatasetManifest?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>The manifest of a name, of its highest version when <paramref name="version"/> is null.</summary>
    Task<DatasetManifest?> FindByNameAsync(string name, int? version = null, CancellationToken cancellationToken = default);

    /// <summary>All manifests, newest first.</summary>
    IAsyncEnumerable<DatasetManifest> ListAsync(CancellationToken cancellationToken = default);
}
