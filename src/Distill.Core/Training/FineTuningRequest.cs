namespace Distill.Core.Training;

/// <summary>What a fine-tuning job is asked for.</summary>
public sealed record FineTuningRequest
{
    /// <summary>The platform's name of the model to train further, for example an earlier result; null trains the configured model.</summary>
    public string? BaseModel { get; init; }

    /// <summary>How the model is trained. Default supervised.</summary>
    public FineTuningMethod Method { get; init; }

    /// <summary>Of <see cref="FineTuningMethod.Dpo"/>: how closely the model keeps to its base, above 0 to 2; null lets the platform choose.</summary>
    public double? Beta { get; init; }

    /// <summary>File id of the training set.</summary>
    public required string TrainingFile { get; init; }

    /// <summary>File id of the validation set, or null.</summary>
    public string? ValidationFile { get; init; }

    /// <summary>Suffix of the fine-tuned model's name: up to 64 letters, digits and hyphens; unique for the run, round and candidate.</summary>
    public required string Suffix { get; init; }

    /// <summary>Passes over the training set; null lets the platform choose.</summary>
    public int? Epochs { get; init; }

    /// <summary>Multiplier of the platform's learning rate; null lets the platform choose.</summary>
    public double? LearningRateMultiplier { get; init; }

    /// <summary>Examples a step; null lets the platform choose.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Seed; null lets the platform choose.</summary>
    public int? Seed { get; init; }
}
