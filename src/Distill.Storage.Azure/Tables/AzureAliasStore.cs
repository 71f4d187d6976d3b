using Distill.Core.Gateway;
using Distill.Core.Storage;

namespace Distill.Storage.Azure.Tables;

/// <summary>Aliases of the gateway in the table <c>DistillAliases</c>. Thread-safe, and safe among processes.</summary>
public sealed class AzureAliasStore : IAliasStore
{
    private readonly EntityTable<ModelAlias> table;

    /// <summary>The aliases of an account.</summary>
    /// <param name="clients">The account.</param>
    /// <param name="blobs">Where records go that are too long for a row.</param>
    public AzureAliasStore(AzureStorageClients clients, IBlobStore blobs) =>
        table = new EntityTable<ModelAlias>(clients, "DistillAliases", "alias", blobs, alias => (alias.Name, alias.CreatedAt));

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
