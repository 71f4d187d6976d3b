using Distill.Core.Training.Curves;

namespace Distill.Cli.Diagnosis;

/// <summary>A curve with its diagnosis.</summary>
/// <param name="File">The file it was read from.</param>
/// <param name="Reading">What was read.</param>
/// <param name="Used">The parameters that the training is taken to have had.</param>
/// <param name="Assumed">What of them is assumed, because neither file nor command line says it; empty when nothing is.</param>
/// <param name="Diagnosis">The diagnosis.</param>
internal sealed record DiagnosedCurve(
    string File,
    CurveReading Reading,
    TrainingParameters Used,
    IReadOnlyList<string> Assumed,
    CurveDiagnosis Diagnosis
);
