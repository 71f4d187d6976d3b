namespace Distill.Core.Runs;

/// <summary>What a candidate's training has at the platform, kept at <see cref="RunPaths.TrainingJob"/> so that a retry uploads and starts nothing twice.</summary>
public sealed record StartedTraining
{
    /// <summary>The configured model that is fine-tuned.</summary>
    public required string Model { get; init; }

    /// <summary>The platform's id of the training file; null before its upload.</summary>
    public string? TrainingFile { get; init; }

    /// <summary>The platform's id of the validation file; null before its upload.</summary>
    public string? ValidationFile { get; init; }

    /// <summary>The platform's id of the job; null before its start.</summary>
    public string? JobId { get; init; }
}
