namespace Distill.Orchestrations.Augmenting;

/// <summary>Prompts that the teacher is to be asked: calls for new texts, or the new texts themselves.</summary>
/// <param name="DatasetId">The dataset, or null when there is none to ask.</param>
/// <param name="Records">Its prompts.</param>
/// <param name="Shards">Its shards.</param>
/// <param name="Missing">Rows that classes lack.</param>
public sealed record AugmentationPrompts(string? DatasetId, long Records, int Shards, long Missing);
