namespace Distill.Core.Datasets.Lineage;

/// <summary>A dataset met on a walk through lineage.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Manifest">Its manifest; null when a child names it but the catalogue does not have it (any more).</param>
/// <param name="Depth">Steps from the dataset asked for, which is 0 itself; the shortest way counts.</param>
public sealed record LineageEntry(string Id, DatasetManifest? Manifest, int Depth);
