namespace Distill.Core.Runs.Specs.Flywheels;

/// <summary>One training of a turn, on the result of the one before.</summary>
public sealed record StageSpec
{
    /// <summary>Supervised training, on approved answers and the replay mix.</summary>
    public const string Sft = "sft";

    /// <summary>Direct preference optimisation, on approved answers against online replies.</summary>
    public const string Dpo = "dpo";

    /// <summary><see cref="Sft"/> (default) or <see cref="Dpo"/>.</summary>
    public string Method { get; init; } = Sft;

    /// <summary>Of <see cref="Dpo"/>: how closely the model keeps to the one before, above 0 to 2; null lets the platform choose.</summary>
    public double? Beta { get; init; }

    /// <summary>Passes over the training set, 1 to 50; null lets the platform choose.</summary>
    public int? Epochs { get; init; }

    /// <summary>Multiplier of the platform's learning rate; null lets the platform choose.</summary>
    public double? LearningRateMultiplier { get; init; }

    /// <summary>Examples a step, 1 to 256; null lets the platform choose.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Seed of the training; null lets the platform choose.</summary>
    public int? Seed { get; init; }
}
