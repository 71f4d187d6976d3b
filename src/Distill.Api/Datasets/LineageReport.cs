using Distill.Core.Models;

namespace Distill.Api.Datasets;

/// <summary>Where a dataset stands in the lineage.</summary>
/// <param name="Id">The dataset.</param>
/// <param name="Ancestors">What it was made from, nearest first.</param>
/// <param name="Descendants">What was made from it, nearest first.</param>
/// <param name="Models">Models that learned from it or from a descendant, newest first.</param>
public sealed record LineageReport(
    string Id,
    IReadOnlyList<LineageNode> Ancestors,
    IReadOnlyList<LineageNode> Descendants,
    IReadOnlyList<ModelVersion> Models
);
