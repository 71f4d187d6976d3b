using Distill.Core.Training;

namespace Distill.Orchestrations.Turning;

/// <summary>A stage of training, as the report shows it.</summary>
public sealed record TrainedStage
{
    /// <summary><c>sft</c> or <c>dpo</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Rows, or pairs, that it learned from.</summary>
    public required long Rows { get; init; }

    /// <summary>The model that was trained.</summary>
    public required string From { get; init; }

    /// <summary>The model that it ended with; null when it was left out, or failed.</summary>
    public string? Model { get; init; }

    /// <summary>The platform's job; empty when none was started.</summary>
    public string JobId { get; init; } = "";

    /// <summary>How its model was chosen; null when there was nothing to choose.</summary>
    public CheckpointChoice? Choice { get; init; }

    /// <summary>Money paid.</summary>
    public decimal Cost { get; init; }

    /// <summary>Why there is no model; null when there is one.</summary>
    public string? Note { get; init; }
}
