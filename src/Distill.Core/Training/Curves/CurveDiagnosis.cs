namespace Distill.Core.Training.Curves;

/// <summary>What a loss curve shows, from which figures, and what to do next.</summary>
public sealed record CurveDiagnosis
{
    /// <summary>The verdict.</summary>
    public required CurveVerdict Verdict { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Summary { get; init; }

    /// <summary>The figures that led to the verdict, by name; all finite. Names are listed in docs/report.md.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; init; } = new Dictionary<string, double>();

    /// <summary>Step of the lowest validation loss (smoothed where it is of batches), of the training loss when there is no validation; null when there is no finite loss.</summary>
    public int? BestStep { get; init; }

    /// <summary>The loss at <see cref="BestStep"/>.</summary>
    public double? BestLoss { get; init; }

    /// <summary>The checkpoint to use instead of the final model, or null when the final model is the one to use.</summary>
    public string? BestCheckpoint { get; init; }

    /// <summary>Parameters worth trying next; null when the present ones are good.</summary>
    public TrainingParameters? Next { get; init; }

    /// <summary>Why those parameters; null when there are none.</summary>
    public string? NextReason { get; init; }
}
