using Distill.Core.Runs.Specs;

namespace Distill.Orchestrations.Training;

/// <summary>The answers of the models that a training may end with.</summary>
public sealed record CheckpointAnswers
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The training.</summary>
    public required TrainingOutcome Training { get; init; }

    /// <summary>What decides: <see cref="CheckpointBy.Judge"/> or <see cref="CheckpointBy.Metric"/>.</summary>
    public required CheckpointBy By { get; init; }

    /// <summary>Datasets of answers to the validation rows by model, earlier models first; with the judge's scores where it decides.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Answers { get; init; }

    /// <summary>How answers are compared where the metric decides; null compares texts.</summary>
    public TaskSpec? Task { get; init; }
}
