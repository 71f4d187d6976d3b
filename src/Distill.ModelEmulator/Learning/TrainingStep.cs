namespace Distill.ModelEmulator.Learning;

/// <summary>What one step of training measured.</summary>
/// <param name="Step">From 1.</param>
/// <param name="Epoch">From 1.</param>
/// <param name="TrainLoss">Mean loss of the step's batch before its update.</param>
/// <param name="TrainAccuracy">Share of the batch answered right before the update.</param>
/// <param name="ValidLoss">Mean loss on a batch of the validation set, on all of it at the end of an epoch; null without validation set.</param>
/// <param name="ValidAccuracy">Share answered right, likewise.</param>
/// <param name="EndsEpoch">True for the last step of an epoch.</param>
internal sealed record TrainingStep(
    int Step,
    int Epoch,
    double TrainLoss,
    double TrainAccuracy,
    double? ValidLoss,
    double? ValidAccuracy,
    bool EndsEpoch
)
{
    /// <summary>False once the weights have left the range of numbers.</summary>
    public bool IsFinite => double.IsFinite(TrainLoss) && (ValidLoss is null || double.IsFinite(ValidLoss.Value));
}
