using Distill.Core.Evaluation;
using Distill.Core.Reporting;

namespace Distill.Activities.Measuring;

/// <summary>All that was measured up to a round, as <see cref="Core.Runs.RunPaths.Measurement"/> keeps it.</summary>
internal sealed record RoundMeasurement
{
    /// <summary>The teacher, then each candidate before and after.</summary>
    public required IReadOnlyList<ReportedModel> Models { get; init; }

    /// <summary>The decision.</summary>
    public required DistillationDecision Decision { get; init; }

    /// <summary>Answers side by side.</summary>
    public required IReadOnlyList<ReportExample> Examples { get; init; }

    /// <summary>What quality is measured against, in a sentence.</summary>
    public required string Reference { get; init; }
}
