using Distill.Core.Datasets.Lineage;

namespace Distill.Api.Datasets;

/// <summary>A dataset on the way to or from another.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Depth">Steps away, from 1.</param>
/// <param name="Name">Its name; null when the catalogue does not have it any more.</param>
/// <param name="Version">Its version.</param>
/// <param name="Operation">What made it.</param>
/// <param name="Parents">Ids of the datasets it was made from.</param>
/// <param name="Records">Its rows.</param>
public sealed record LineageNode(
    string Id,
    int Depth,
    string? Name,
    int? Version,
    string? Operation,
    IReadOnlyList<string> Parents,
    long? Records
)
{
    internal static LineageNode From(LineageEntry entry) =>
        new(
            entry.Id,
            entry.Depth,
            entry.Manifest?.Name,
            entry.Manifest?.Version,
            entry.Manifest?.Operation,
            entry.Manifest?.Parents ?? [],
            entry.Manifest?.Records
        );
}
