namespace Distill.Core.Promotion;

/// <summary>How much of the traffic a challenger meets.</summary>
public enum RolloutStepKind
{
    /// <summary>Requests are copied to it; users never see its answers.</summary>
    Shadow,

    /// <summary>It answers a share of the users.</summary>
    Canary,
}
