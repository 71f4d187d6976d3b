namespace Distill.Orchestrations.Distilling;

/// <summary>Names a dataset with its counts.</summary>
/// <param name="DatasetId">The dataset.</param>
/// <param name="Records">Its records.</param>
/// <param name="Shards">Its shards.</param>
/// <param name="Rejected">Records rejected on the way to it.</param>
public sealed record DatasetReference(string DatasetId, long Records, int Shards, long Rejected);
