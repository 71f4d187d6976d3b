using Distill.Core.Models;

namespace Distill.Orchestrations.Annotating;

/// <summary>What a round works with, as found at its start.</summary>
/// <param name="Shards">Shards of the dataset.</param>
/// <param name="Teacher">The model that drafts, or null.</param>
/// <param name="Judge">The model that scores, or null.</param>
public sealed record AnnotationPlan(int Shards, ModelEntry? Teacher, ModelEntry? Judge);
