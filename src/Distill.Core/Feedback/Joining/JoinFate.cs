namespace Distill.Core.Feedback.Joining;

/// <summary>What a join does with a logged line, as far as the line alone tells.</summary>
internal enum JoinFate
{
    /// <summary>It is joined, unless it was logged before.</summary>
    Joined,

    /// <summary>The same, of an earlier window.</summary>
    Late,

    /// <summary>It belongs to another turn.</summary>
    Elsewhere,

    /// <summary>It was asked of another alias.</summary>
    OtherAlias,

    /// <summary>No user saw it.</summary>
    Shadow,

    /// <summary>The request failed.</summary>
    Failed,

    /// <summary>It cannot be read.</summary>
    Malformed,
}
