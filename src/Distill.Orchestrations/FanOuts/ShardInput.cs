using Distill.Core.Inference;
using Distill.Core.Models;

namespace Distill.Orchestrations.FanOuts;

/// <summary>One shard to be asked for.</summary>
public sealed record ShardInput
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>Name of the configured model.</summary>
    public required string Model { get; init; }

    /// <summary>The provider's name of a fine-tuned model; null asks the configured one.</summary>
    public string? FineTunedModel { get; init; }

    /// <summary>What is asked besides the messages.</summary>
    public ChatParameters Parameters { get; init; } = new();

    /// <summary>Answers wanted for each sample, for an activity that asks for several. Default 1.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Dataset that is read.</summary>
    public required string Source { get; init; }

    /// <summary>Dataset that is written, shard by shard.</summary>
    public required string Target { get; init; }

    /// <summary>The shard, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The shard's part of the model's limits.</summary>
    public required RateShare Share { get; init; }

    /// <summary>When to stop retrying; null is never.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>False leaves the response cache alone.</summary>
    public bool UseCache { get; init; } = true;

    /// <summary>Money that the shard may cost by estimate; null does not ask.</summary>
    public decimal? MoneyLimit { get; init; }

    /// <summary>The blob that says how a judge of an evaluation is asked; null elsewhere.</summary>
    public string? PlanPath { get; init; }
}
