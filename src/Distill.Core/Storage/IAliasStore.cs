using Distill.Core.Gateway;

namespace Distill.Core.Storage;

/// <summary>What stands behind the gateway's aliases now; an alias that is here replaces the configured one of its name. Thread-safe; every write is conditional.</summary>
public interface IAliasStore
{
    /// <summary>Adds an alias.</summary>
    /// <exception cref="StoreConflictException">There is one of this name.</exception>
    Task<Versioned<ModelAlias>> AddAsync(ModelAlias alias, CancellationToken cancellationToken = default);

    /// <summary>The alias of a name, or null.</summary>
    Task<Versioned<ModelAlias>?> FindAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Replaces an alias that is still at <paramref name="etag"/>.</summary>
    /// <exception cref="StoreConflictException">It has changed, or is gone.</exception>
    Task<Versioned<ModelAlias>> ReplaceAsync(ModelAlias alias, string etag, CancellationToken cancellationToken = default);

    /// <summary>All aliases, newest first.</summary>
    IAsyncEnumerable<ModelAlias> ListAsync(CancellationToken cancellationToken = default);
}
