using Distill.Core.Training.Curves;

namespace Distill.Orchestrations.Training;

/// <summary>What came of a candidate's training. The curve and the diagnosis lie at <see cref="DetailsPath"/>.</summary>
public sealed record TrainingOutcome
{
    /// <summary>The candidate.</summary>
    public required string Student { get; init; }

    /// <summary>The configured model that was fine-tuned.</summary>
    public required string Model { get; init; }

    /// <summary>The round, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>The platform's job id; empty when no job was started.</summary>
    public string JobId { get; init; } = "";

    /// <summary>The model to use: the result, or a better checkpoint; null when there is none.</summary>
    public string? FineTunedModel { get; init; }

    /// <summary>Parameters worth trying next by the diagnosis; null keeps them.</summary>
    public TrainingParameters? Next { get; init; }

    /// <summary>Tokens paid.</summary>
    public long TrainedTokens { get; init; }

    /// <summary>Money paid.</summary>
    public decimal Cost { get; init; }

    /// <summary>Blob of the full report of the training, or null.</summary>
    public string? DetailsPath { get; init; }

    /// <summary>Dataset of its answers to the test set; set when it was evaluated.</summary>
    public string? Answers { get; init; }

    /// <summary>Why there is no model; null when there is one.</summary>
    public string? Error { get; init; }

    /// <summary>What makes the whole run fail (what, where, remedy), or null.</summary>
    public string? Failure { get; init; }
}
