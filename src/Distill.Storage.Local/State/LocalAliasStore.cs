using Distill.Core.Gateway;
using Distill.Core.Storage;

namespace Distill.Storage.Local.State;

/// <summary>Aliases of the gateway in the state database. Thread-safe.</summary>
public sealed class LocalAliasStore(StateDatabase database) : IAliasStore
{
    private readonly EntityTable<ModelAlias> table = new(database, "aliases", "alias", alias => (alias.Name, alias.CreatedAt));

    /// <inheritdoc />
    public Task<Versioned<ModelAlias>> AddAsync(ModelAlias alias, CancellationToken cancellationToken = default) =>
        table.AddAsync(alias, sameIsFine: false, cancellationToken);

    /// <inheritdoc />
    public Task<Versioned<ModelAlias>?> FindAsync(string name, CancellationToken cancellationToken = default) =>
        table.FindAsync(name, cancellationToken);

    /// <inheritdoc />
    public Task<Versioned<ModelAlias>> ReplaceAsync(ModelAlias alias, string etag, CancellationToken cancellationToken = default) =>
        table.ReplaceAsync(alias, etag, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<ModelAlias> ListAsync(CancellationToken cancellationToken = default) => table.ListAsync(cancellationToken);
}
