namespace Distill.Orchestrations.Annotating;

/// <summary>How far people are: the custom status of a waiting round.</summary>
/// <param name="Open">Tasks that have not ended; counted up to a thousand, which is enough to know that there is work.</param>
public sealed record AnnotationProgress(int Open)
{
    /// <summary>Most tasks that are counted at each look.</summary>
    public const int MaxCounted = 1000;
}
