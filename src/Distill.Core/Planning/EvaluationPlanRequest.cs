using System.Text.Json.Serialization;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Models;

namespace Distill.Core.Planning;

/// <summary>An evaluation to be planned.</summary>
public sealed record EvaluationPlanRequest : IPlanRequest
{
    /// <inheritdoc />
    public required long Records { get; init; }

    /// <inheritdoc />
    public int ShardSize { get; init; } = 200;

    /// <inheritdoc />
    public int InFlight { get; init; } = 8;

    /// <inheritdoc />
    public PlanAssumptions Assumptions { get; init; } = new();

    /// <summary>What is measured.</summary>
    public required EvaluationMode Mode { get; init; }

    /// <summary>The models that are asked for answers, each for every record; those whose answers there are already are none of them.</summary>
    public IReadOnlyList<ModelEntry> Asked { get; init; } = [];

    /// <summary>Answers to a record: 2 with a baseline, else 1.</summary>
    public int Answers { get; init; } = 1;

    /// <summary>The judges; each judges every record.</summary>
    public IReadOnlyList<ModelEntry> Judges { get; init; } = [];

    /// <summary>Dimensions that a verdict speaks of beside the whole: of all of them in one call.</summary>
    public int Dimensions { get; init; }

    /// <summary>Choices of people that the judges are asked about as well, at most.</summary>
    public long Choices { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public IEnumerable<ModelEntry> Models => Asked.Concat(Judges);
}
