namespace Distill.Core.Models;

/// <summary>The configured models. Thread-safe.</summary>
public interface IModelCatalog
{
    /// <summary>All entries by name.</summary>
    IReadOnlyDictionary<string, ModelEntry> Entries { get; }
}
