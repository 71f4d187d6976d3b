using Distill.Core.Datasets;
using Distill.Core.Feedback.Folding;
using Distill.Core.Samples;

namespace Distill.Core.Feedback.Joining;

/// <summary>A logged line with its feedback.</summary>
/// <param name="Fate">What becomes of it.</param>
internal readonly record struct JoinedLine(JoinFate Fate)
{
    /// <summary>The id of the answer; null for a line that cannot be read.</summary>
    public string? Asid { get; init; }

    /// <summary>Why it cannot be read; null when it can.</summary>
    public Reject? Reject { get; init; }

    /// <summary>The sample with its feedback; null where it is left out, or was written without being made.</summary>
    public Sample? Sample { get; init; }

    /// <summary>The feedback; null when there is none.</summary>
    public FeedbackFold? Fold { get; init; }

    /// <summary>Where its bytes begin in the batch's.</summary>
    public int Start { get; init; }

    /// <summary>Their number; 0 when none were written.</summary>
    public int Length { get; init; }

    /// <summary>True when it goes on, unless it was logged before.</summary>
    public bool IsJoined => Fate is JoinFate.Joined or JoinFate.Late;
}
