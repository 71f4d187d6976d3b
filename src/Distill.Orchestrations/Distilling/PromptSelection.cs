namespace Distill.Orchestrations.Distilling;

/// <summary>The prompts of a round.</summary>
/// <param name="DatasetId">The dataset, or null when no unused prompt is left.</param>
/// <param name="Records">Its prompts.</param>
/// <param name="Shards">Its shards.</param>
/// <param name="Unused">Prompts that are left for later rounds.</param>
/// <param name="Duplicates">Records left out because an earlier one has the same prompt.</param>
public sealed record PromptSelection(string? DatasetId, long Records, int Shards, long Unused, long Duplicates = 0);
