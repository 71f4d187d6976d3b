namespace Distill.Core.Evaluation.Measuring;

/// <summary>A model, or a file of its answers, in an evaluation.</summary>
public sealed record MeasuredModel
{
    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The provider's model name that answered; null when it is not known.</summary>
    public string? Model { get; init; }

    /// <summary>95th percentile of its latency in milliseconds; null when it was not measured.</summary>
    public double? P95Ms { get; init; }

    /// <summary>Money for 1,000 requests; null when it is not known.</summary>
    public decimal? CostPerThousand { get; init; }

    /// <summary>True for the teacher, whose quality the gate's floor is a share of.</summary>
    public bool IsTeacher { get; init; }
}
