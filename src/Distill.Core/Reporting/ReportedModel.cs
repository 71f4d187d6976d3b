using Distill.Core.Evaluation;

namespace Distill.Core.Reporting;

/// <summary>A model in the comparison.</summary>
/// <param name="Measurement">What was measured of it.</param>
/// <param name="Ratios">Its ratios to the teacher; null for the teacher.</param>
public sealed record ReportedModel(ModelMeasurement Measurement, ModelRatios? Ratios = null);
