namespace Distill.Orchestrations.Distilling;

/// <summary>A dataset that a fan-out turns into another, shard by shard.</summary>
/// <param name="Source">The dataset that is read.</param>
/// <param name="Target">The dataset that is written.</param>
/// <param name="Shards">Shards of the source.</param>
internal sealed record ShardSet(string Source, string Target, int Shards);
