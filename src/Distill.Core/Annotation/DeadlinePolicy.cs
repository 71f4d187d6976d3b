namespace Distill.Core.Annotation;

/// <summary>What becomes of a task that nobody has decided at its deadline.</summary>
public enum DeadlinePolicy
{
    /// <summary>It waits on.</summary>
    Wait,

    /// <summary>The best draft is taken when the judge's score reaches the threshold; else it is dropped.</summary>
    Take,

    /// <summary>It is dropped.</summary>
    Drop,
}
