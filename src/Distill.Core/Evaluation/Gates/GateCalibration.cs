using Distill.Core.Judging.Calibration;

namespace Distill.Core.Evaluation.Gates;

/// <summary>How a judge agrees with people on one dimension, as a gate records it.</summary>
/// <param name="Dimension">What was judged.</param>
/// <param name="Trust">What that is worth.</param>
/// <param name="Labels">Labelled samples with a valid verdict.</param>
/// <param name="Kappa">Cohen's kappa; null when the labels do not tell.</param>
/// <param name="Low">Lower bound of its 95% interval.</param>
/// <param name="High">Upper bound of it.</param>
/// <param name="Reason">In a sentence.</param>
public sealed record GateCalibration(
    string Dimension,
    JudgeTrust Trust,
    long Labels,
    double? Kappa,
    double? Low,
    double? High,
    string Reason
)
{
    /// <summary>The record of a calibration.</summary>
    public static GateCalibration Of(DimensionCalibration calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        var kappa = calibration.Kappa.Kappa;
        return new GateCalibration(
            calibration.Dimension,
            calibration.Trust,
            calibration.Labels,
            kappa?.Value,
            kappa?.Low,
            kappa?.High,
            calibration.Reason
        );
    }
}
