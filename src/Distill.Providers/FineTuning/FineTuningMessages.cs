using System.Text.Json;
using System.Text.Json.Serialization;

namespace Distill.Providers.FineTuning;

/// <summary>Body of <c>POST /fine_tuning/jobs</c>.</summary>
internal sealed record JobCreation(string Model, string TrainingFile, string? ValidationFile, string Suffix, int? Seed, JobMethod Method);

/// <summary>How a job trains: <c>supervised</c> or <c>dpo</c>, with the hyperparameters under that name.</summary>
internal sealed record JobMethod(string Type, MethodSettings? Supervised = null, MethodSettings? Dpo = null);

/// <summary>Settings of a method.</summary>
internal sealed record MethodSettings(MethodHyperparameters Hyperparameters);

/// <summary>What the platform does not choose by itself; beta of DPO only.</summary>
internal sealed record MethodHyperparameters(int? NEpochs, int? BatchSize, double? LearningRateMultiplier, double? Beta);

/// <summary>A job as the platform shows it.</summary>
internal sealed record JobState(
    string Id,
    string Status,
    string? FineTunedModel,
    IReadOnlyList<string>? ResultFiles,
    long? TrainedTokens,
    JobError? Error,
    string? UserProvidedSuffix,
    string? Suffix
);

/// <summary>Why a job failed.</summary>
internal sealed record JobError(string? Code, string? Message);

/// <summary>An event of a job; the time in Unix seconds.</summary>
internal sealed record JobEvent(string? Id, long CreatedAt, string? Level, string? Message);

/// <summary>A checkpoint of a job.</summary>
internal sealed record JobCheckpoint(string? Id, string FineTunedModelCheckpoint, int StepNumber, CheckpointMetrics? Metrics);

/// <summary>Metrics at a checkpoint.</summary>
internal sealed record CheckpointMetrics(double? FullValidLoss, double? ValidLoss);

/// <summary>One page of a list.</summary>
internal sealed record Page<T>(IReadOnlyList<T>? Data, bool HasMore);

/// <summary>An uploaded file.</summary>
internal sealed record UploadedFile(string Id);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(JobCreation))]
[JsonSerializable(typeof(JobState))]
[JsonSerializable(typeof(Page<JobState>))]
[JsonSerializable(typeof(Page<JobEvent>))]
[JsonSerializable(typeof(Page<JobCheckpoint>))]
[JsonSerializable(typeof(UploadedFile))]
internal sealed partial class FineTuningJson : JsonSerializerContext;
