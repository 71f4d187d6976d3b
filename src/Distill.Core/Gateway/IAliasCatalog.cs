namespace Distill.Core.Gateway;

/// <summary>The aliases of the configuration. One of the same name in <see cref="Storage.IAliasStore"/> takes the place of one here. Thread-safe.</summary>
public interface IAliasCatalog
{
    /// <summary>The configured alias of a name, or null.</summary>
    ModelAlias? Find(string name);

    /// <summary>All of them.</summary>
    IReadOnlyList<ModelAlias> List();
}
