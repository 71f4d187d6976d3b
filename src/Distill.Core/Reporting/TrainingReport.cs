using Distill.Core.Training;
using Distill.Core.Training.Curves;

namespace Distill.Core.Reporting;

/// <summary>The training of one candidate in one round.</summary>
public sealed record TrainingReport
{
    /// <summary>The candidate's name in the spec.</summary>
    public required string Candidate { get; init; }

    /// <summary>The round, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>The model that was fine-tuned.</summary>
    public required string BaseModel { get; init; }

    /// <summary>The platform's name of the result; null when the job failed.</summary>
    public string? FineTunedModel { get; init; }

    /// <summary>The platform's job id.</summary>
    public required string JobId { get; init; }

    /// <summary>The parameters it was trained with.</summary>
    public required TrainingParameters Parameters { get; init; }

    /// <summary>Tokens paid; null when the platform does not say.</summary>
    public long? TrainedTokens { get; init; }

    /// <summary>The loss curve.</summary>
    public LossCurve Curve { get; init; } = LossCurve.Empty;

    /// <summary>Its diagnosis; null when there is no curve.</summary>
    public CurveDiagnosis? Diagnosis { get; init; }

    /// <summary>The model that was taken and the scores it was taken by; null where the loss decided.</summary>
    public CheckpointChoice? Choice { get; init; }

    /// <summary>Why the job failed; null when it did not.</summary>
    public string? Error { get; init; }
}
