using Distill.Core.Inference;

namespace Distill.Core.Runs.Specs;

/// <summary>A candidate: a model to fine-tune, and how.</summary>
public sealed record StudentSpec
{
    /// <summary>Unique name: up to 31 lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the configured model to fine-tune.</summary>
    public required string Model { get; init; }

    /// <summary>What is asked besides the messages when it is evaluated.</summary>
    public ChatParameters Parameters { get; init; } = new();

    /// <summary>Passes over the training set, 1 to 50; null lets the platform choose.</summary>
    public int? Epochs { get; init; }

    /// <summary>Multiplier of the platform's learning rate; null lets the platform choose.</summary>
    public double? LearningRateMultiplier { get; init; }

    /// <summary>Examples a step, 1 to 256; null lets the platform choose.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Seed of the training; null lets the platform choose.</summary>
    public int? Seed { get; init; }
}
