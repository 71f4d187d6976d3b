namespace Distill.Core.Annotation;

/// <summary>What an open task waits for: by it stores find work for a person without looking at what is not for them.</summary>
public enum AnnotationWait
{
    /// <summary>It has ended.</summary>
    None,

    /// <summary>A first decision.</summary>
    First,

    /// <summary>A second one, of another person than the first.</summary>
    Second,

    /// <summary>Somebody who settles a disagreement.</summary>
    Settlement,
}
