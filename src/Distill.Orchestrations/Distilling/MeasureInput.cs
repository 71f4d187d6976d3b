using Distill.Orchestrations.Training;

namespace Distill.Orchestrations.Distilling;

/// <summary>What a round's measurement goes by.</summary>
public sealed record MeasureInput
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>The round, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>The test set.</summary>
    public required string TestSet { get; init; }

    /// <summary>The training set of the round.</summary>
    public required string TrainingSet { get; init; }

    /// <summary>Prompts that the source still has.</summary>
    public long UnusedPrompts { get; init; }

    /// <summary>Dataset of the answers before training by model name.</summary>
    public required IReadOnlyDictionary<string, string> Before { get; init; }

    /// <summary>The trainings of all rounds so far.</summary>
    public required IReadOnlyList<TrainingOutcome> Trainings { get; init; }
}
