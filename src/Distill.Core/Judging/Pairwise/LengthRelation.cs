namespace Distill.Core.Judging.Pairwise;

/// <summary>How long the candidate's answer is beside the baseline's.</summary>
public enum LengthRelation
{
    /// <summary>Within a tenth of each other, or unknown.</summary>
    Similar,

    /// <summary>Longer by more than a tenth.</summary>
    Longer,

    /// <summary>Shorter by more than a tenth.</summary>
    Shorter,
}
