using System.Text.Json.Nodes;

namespace Distill.ModelEmulator.FineTuning;

/// <summary>The job object of the API.</summary>
internal sealed record FineTuningJob
{
    /// <summary><c>ftjob-…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Kind of object.</summary>
    public string Object { get; init; } = "fine_tuning.job";

    /// <summary>The model that is trained: a student, or a model that an earlier job trained.</summary>
    public required string Model { get; init; }

    /// <summary>Unix seconds.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Unix seconds; null before the end.</summary>
    public long? FinishedAt { get; init; }

    /// <summary>Name of the result; null unless the job succeeded.</summary>
    public string? FineTunedModel { get; init; }

    /// <summary>Owner.</summary>
    public string OrganizationId { get; init; } = "distill";

    /// <summary>File of metrics.</summary>
    public IReadOnlyList<string> ResultFiles { get; init; } = [];

    /// <summary>One of <see cref="JobStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>File of examples.</summary>
    public required string TrainingFile { get; init; }

    /// <summary>File of validation examples, or null.</summary>
    public string? ValidationFile { get; init; }

    /// <summary>Hyperparameters: as asked for until the training starts, then as used.</summary>
    public required Hyperparameters Hyperparameters { get; init; }

    /// <summary>The method, with the same hyperparameters.</summary>
    public JobMethod Method => JobMethod.Of(Hyperparameters);

    /// <summary>Tokens paid; null before the end.</summary>
    public long? TrainedTokens { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public JobError? Error { get; init; }

    /// <summary>Seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Not estimated.</summary>
    public long? EstimatedFinish { get; init; }

    /// <summary>None.</summary>
    public IReadOnlyList<string> Integrations { get; init; } = [];

    /// <summary>Suffix asked for, or null.</summary>
    public string? UserProvidedSuffix { get; init; }

    /// <summary>The client's notes.</summary>
    public JsonObject? Metadata { get; init; }
}
