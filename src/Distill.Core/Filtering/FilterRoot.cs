namespace Distill.Core.Filtering;

/// <summary>The fields of a sample that a filter can begin with.</summary>
public enum FilterRoot
{
    /// <summary>The id.</summary>
    Id,

    /// <summary>The prompt as one text (<see cref="Dedup.PromptText"/>).</summary>
    Prompt,

    /// <summary>The closing assistant turn.</summary>
    Answer,

    /// <summary>The first system turn.</summary>
    System,

    /// <summary>Number of user turns.</summary>
    Turns,

    /// <summary>When it happened: the first of <c>meta.time</c>, <c>meta.timestamp</c> and <c>meta.created</c> that is a time.</summary>
    Time,

    /// <summary>The turns.</summary>
    Messages,

    /// <summary>The preferred continuation.</summary>
    Chosen,

    /// <summary>The rejected continuation.</summary>
    Rejected,

    /// <summary>Labels by name.</summary>
    Labels,

    /// <summary>Scores by name.</summary>
    Scores,

    /// <summary>What users did.</summary>
    Feedback,

    /// <summary>Everything else.</summary>
    Meta,
}
