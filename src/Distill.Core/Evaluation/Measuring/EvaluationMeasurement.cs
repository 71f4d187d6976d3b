using Distill.Core.Evaluation.Gates;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>A report with the record of its decision.</summary>
/// <param name="Report">The report.</param>
/// <param name="Record">The record, hashed; null where no rule decides.</param>
public sealed record EvaluationMeasurement(EvaluationReport Report, GateRecord? Record);
