namespace Distill.Core.Sampling;

/// <summary>How strata share a count.</summary>
public enum StratumAllocation
{
    /// <summary>As they occur, rounded by largest remainder.</summary>
    Proportional,

    /// <summary>The same number each; what a small stratum lacks the others fill.</summary>
    Equal,
}
