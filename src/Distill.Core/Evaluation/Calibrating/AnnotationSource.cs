namespace Distill.Core.Evaluation.Calibrating;

/// <summary>Which decisions of annotation a judge is held against.</summary>
/// <param name="Project">Id of the annotation project.</param>
/// <param name="Round">Only those of this round; null for all.</param>
/// <param name="Limit">Most choices, each of which a judge is asked about twice; at least 1.</param>
public sealed record AnnotationSource(string Project, string? Round = null, int Limit = AnnotationSource.DefaultLimit)
{
    /// <summary>Choices that are asked about when nothing else is said: kappa is then known to about 0.13.</summary>
    public const int DefaultLimit = 200;
}
