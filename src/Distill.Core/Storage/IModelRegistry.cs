using Distill.Core.Models;

namespace Distill.Core.Storage;

/// <summary>The model versions that runs have trained. Thread-safe; every write is conditional.</summary>
public interface IModelRegistry
{
    /// <summary>Adds a version; adding the same again changes nothing.</summary>
    /// <exception cref="StoreConflictException">A different version has this id.</exception>
    Task<Versioned<ModelVersion>> AddAsync(ModelVersion version, CancellationToken cancellationToken = default);

    /// <summary>The version of an id, or null.</summary>
    Task<Versioned<ModelVersion>?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Replaces a version that is still at <paramref name="etag"/>.</summary>
    /// <exception cref="StoreConflictException">It has changed, or is gone.</exception>
    Task<Versioned<ModelVersion>> ReplaceAsync(ModelVersion version, string etag, CancellationToken cancellationToken = default);

    /// <summary>All versions, newest first.</summary>
    IAsyncEnumerable<ModelVersion> ListAsync(CancellationToken cancellationToken = default);
}
