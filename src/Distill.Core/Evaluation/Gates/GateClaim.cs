namespace Distill.Core.Evaluation.Gates;

/// <summary>What a challenger has to show over all samples.</summary>
public enum GateClaim
{
    /// <summary>That it is better.</summary>
    Superiority,

    /// <summary>That it is worse by less than the margin: for a challenger that is faster or cheaper.</summary>
    NonInferiority,
}
