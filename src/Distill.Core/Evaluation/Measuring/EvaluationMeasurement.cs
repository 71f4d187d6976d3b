using Distill.Core.Evaluation.Gates;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>A report with the record of its decision.</summary>
/// <param name="Report">The report.</param>
/// <param name="Record">The record, hashed; null where no rule decides.</param>
/// <param name="Measures">What was measured of each sample, in their order.</param>
/// <param name="Calibration">The trail of a calibration by people's choices, a JSON object a line; empty without.</param>
public sealed record EvaluationMeasurement(
    EvaluationReport Report,
    GateRecord? Record,
    IReadOnlyList<ItemMeasure> Measures,
    IReadOnlyList<string> Calibration
);
