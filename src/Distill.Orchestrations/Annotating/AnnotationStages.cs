namespace Distill.Orchestrations.Annotating;

/// <summary>The stages of an annotation round, as progress and usage name them.</summary>
public static class AnnotationStages
{
    /// <summary>The teacher drafts answers.</summary>
    public const string Draft = "draft";

    /// <summary>The judge scores the drafts.</summary>
    public const string Judge = "judge-drafts";

    /// <summary>People decide.</summary>
    public const string Annotate = "annotate";
}
