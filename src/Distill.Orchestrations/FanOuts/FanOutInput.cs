using Distill.Core.Inference;
using Distill.Core.Models;

namespace Distill.Orchestrations.FanOuts;

/// <summary>Shards to be asked for, a window of them at a time.</summary>
public sealed record FanOutInput
{
    /// <summary>The activity that does a shard: <see cref="ActivityNames.InferShard"/> or <see cref="ActivityNames.JudgeShard"/>.</summary>
    public required string Activity { get; init; }

    /// <summary>What holds for every shard; its index and share are set for each.</summary>
    public required ShardInput Template { get; init; }

    /// <summary>The model with its limits.</summary>
    public required ModelEntry Model { get; init; }

    /// <summary>First shard.</summary>
    public int First { get; init; }

    /// <summary>Number of shards.</summary>
    public required int Count { get; init; }

    /// <summary>Shards wanted in flight.</summary>
    public required int InFlight { get; init; }

    /// <summary>Money that is left for them; null is no limit.</summary>
    public decimal? Money { get; init; }

    /// <summary>What the run has used of the model in the stage before, so that the record shows the sum while the fan-out goes on.</summary>
    public InferenceUsage Before { get; init; } = new();

    /// <summary>The stage, for progress.</summary>
    public required string Stage { get; init; }

    /// <summary>The round, for progress.</summary>
    public required int Round { get; init; }
}
