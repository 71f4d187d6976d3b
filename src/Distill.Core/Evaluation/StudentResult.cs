using Distill.Core.Training.Curves;

namespace Distill.Core.Evaluation;

/// <summary>A trained candidate with all that a decision needs.</summary>
/// <param name="Measurement">What was measured of it.</param>
/// <param name="Ratios">Its ratios to the teacher.</param>
/// <param name="Used">The parameters it was trained with.</param>
/// <param name="Diagnosis">Its loss curve's diagnosis, or null.</param>
public sealed record StudentResult(
    ModelMeasurement Measurement,
    ModelRatios Ratios,
    TrainingParameters Used,
    CurveDiagnosis? Diagnosis = null
);
