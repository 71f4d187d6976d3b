namespace Distill.Orchestrations.Distilling;

/// <summary>What came of the import.</summary>
/// <param name="DatasetId">The dataset.</param>
/// <param name="Records">Its records.</param>
/// <param name="Rejected">Records that were rejected.</param>
public sealed record ImportResult(string DatasetId, long Records, long Rejected);
