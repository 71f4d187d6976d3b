using Distill.Core.Evaluation;
using Distill.Core.Statistics;

namespace Distill.Core.Judging.Calibration;

/// <summary>How a judge's verdicts on one dimension stand to people's labels.</summary>
public sealed record DimensionCalibration
{
    /// <summary>What was judged.</summary>
    public required string Dimension { get; init; }

    /// <summary>Labelled samples with a valid verdict.</summary>
    public required long Labels { get; init; }

    /// <summary>Labelled samples whose verdict could not be read.</summary>
    public required long Invalid { get; init; }

    /// <summary>Share of equal labels, with its 95% Wilson interval.</summary>
    public required Estimate Agreement { get; init; }

    /// <summary>Agreement beyond chance.</summary>
    public required CohenKappa Kappa { get; init; }

    /// <summary>The labels in their order: numbers by size, else by spelling.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>Counts by people's label, then by the judge's.</summary>
    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>Whether the judge may be trusted on this dimension.</summary>
    public required JudgeTrust Trust { get; init; }

    /// <summary>Why, with the figures, in a sentence.</summary>
    public required string Reason { get; init; }
}
