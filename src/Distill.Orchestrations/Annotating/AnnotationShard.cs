namespace Distill.Orchestrations.Annotating;

/// <summary>A shard of drafted samples that becomes tasks.</summary>
/// <param name="Round">The round.</param>
/// <param name="Dataset">The dataset whose shard it is: with drafts, or the round's own without a teacher.</param>
/// <param name="Index">The shard, from 0.</param>
public sealed record AnnotationShard(AnnotationRoundInput Round, string Dataset, int Index);
