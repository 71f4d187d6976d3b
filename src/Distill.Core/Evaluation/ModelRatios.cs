using Distill.Core.Statistics;

namespace Distill.Core.Evaluation;

/// <summary>A student as a ratio to the teacher.</summary>
/// <param name="Quality">Its quality over the teacher's, on the same samples; null when there is none.</param>
/// <param name="Speed">The teacher's median latency over its own: 6 is six times as fast; null when one was not measured.</param>
/// <param name="Cost">Its cost over the teacher's: 0.1 is a tenth; null when the teacher's cost is unknown or 0.</param>
public sealed record ModelRatios(Estimate? Quality, double? Speed, double? Cost)
{
    /// <summary>The ratios of a student.</summary>
    /// <param name="student">The student.</param>
    /// <param name="teacher">The teacher.</param>
    /// <param name="quality">The quality ratio with its interval (<see cref="PairedScores.Ratio"/>); when null, the plain ratio of the two estimates without a tighter interval than their bounds allow.</param>
    public static ModelRatios Of(ModelMeasurement student, ModelMeasurement teacher, Estimate? quality = null)
    {
        double? speed = teacher.P50Ms is { } slow && student.P50Ms is > 0 and { } fast ? slow / fast : null;
        double? cost = teacher.CostPerThousand is > 0 and { } dear && student.CostPerThousand is { } cheap ? (double)(cheap / dear) : null;
        return new ModelRatios(quality ?? Bounds(student.Quality, teacher.Quality), speed, cost);
    }

    private static Estimate? Bounds(Estimate? student, Estimate? teacher) =>
        student is null || teacher is not { Low: > 0, Value: > 0, High: > 0 }
            ? null
            : new Estimate(student.Value / teacher.Value, student.Low / teacher.High, student.High / teacher.Low);
}
