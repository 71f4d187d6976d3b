using Distill.Core.Gateway;
using Distill.Core.Storage;

namespace Distill.Api.Promotion;

/// <summary>What stands behind the gateway's aliases now: set, else configured. Thread-safe.</summary>
internal sealed class CurrentAliases(IAliasStore store, IAliasCatalog configured)
{
    /// <summary>All, by name.</summary>
    public async Task<IReadOnlyList<ModelAlias>> ListAsync(CancellationToken cancellationToken)
    {
        var stored = await store.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        return [.. stored.UnionBy(configured.List(), alias => alias.Name).OrderBy(alias => alias.Name, StringComparer.Ordinal)];
    }

    /// <summary>The alias of a name, or null.</summary>
    public async Task<ModelAlias?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await store.FindAsync(name, cancellationToken))?.Value ?? configured.Find(name);
}
