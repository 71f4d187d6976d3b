namespace Distill.Core.Training.Curves;

/// <summary>A loss curve read from a file, with what else the file says of the training.</summary>
/// <param name="Format">The format found.</param>
/// <param name="Curve">The curve; empty when there is none.</param>
/// <param name="Error">Why there is no curve, for the person who gave the file; null when there is one.</param>
/// <param name="Epochs">Passes over the training set, rounded up; null when the file does not say.</param>
/// <param name="Checkpoints">Checkpoints that the file names.</param>
public sealed record CurveReading(
    CurveFormat Format,
    LossCurve Curve,
    string? Error,
    int? Epochs,
    IReadOnlyList<FineTuningCheckpoint> Checkpoints
);
