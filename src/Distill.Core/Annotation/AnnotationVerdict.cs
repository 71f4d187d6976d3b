namespace Distill.Core.Annotation;

/// <summary>What a person decided.</summary>
public enum AnnotationVerdict
{
    /// <summary>A candidate is the answer as it is.</summary>
    Approve,

    /// <summary>The answer is the person's own text.</summary>
    Rewrite,

    /// <summary>The sample is not fit for training: the question is broken, unsafe, or out of scope.</summary>
    Reject,
}
