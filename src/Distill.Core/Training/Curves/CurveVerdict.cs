namespace Distill.Core.Training.Curves;

/// <summary>What a loss curve shows.</summary>
public enum CurveVerdict
{
    /// <summary>Not enough points for a judgement.</summary>
    TooFewPoints,

    /// <summary>The loss has settled: more training would change little.</summary>
    Converged,

    /// <summary>The loss is still going down: more training would help.</summary>
    StillFalling,

    /// <summary>The validation loss rises again while the training loss falls.</summary>
    Overfitting,

    /// <summary>The loss jumps about without a trend.</summary>
    Jitter,

    /// <summary>The loss grows.</summary>
    Diverged,

    /// <summary>A loss is not a number, or infinite.</summary>
    NotANumber,

    /// <summary>The training loss is practically zero from early on: nothing is learned but a constant or the answers by heart.</summary>
    Collapsed,
}
