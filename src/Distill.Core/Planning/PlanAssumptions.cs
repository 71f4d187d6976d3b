namespace Distill.Core.Planning;

/// <summary>What a plan takes for granted because no spec says it. Every plan shows them; measure a small run and set them to what it reports.</summary>
public sealed record PlanAssumptions
{
    /// <summary>Tokens of a prompt with its instructions. Default 200.</summary>
    public double InputTokens { get; init; } = 200;

    /// <summary>Tokens of an answer. Default 100.</summary>
    public double OutputTokens { get; init; } = 100;

    /// <summary>Seconds that a model takes for an answer. Default 2.</summary>
    public double SecondsPerCall { get; init; } = 2;

    /// <summary>Tokens that a judge reads besides prompt and answer: its rubric. Default 400.</summary>
    public double JudgeRubricTokens { get; init; } = 400;

    /// <summary>Tokens that a judge writes. Default 60.</summary>
    public double JudgeOutputTokens { get; init; } = 60;

    /// <summary>Share of a window's replies that a flywheel takes for low, 0 to 1. Default 0.1.</summary>
    public double LowShare { get; init; } = 0.1;

    /// <summary>Trained tokens a second of a fine-tuning job, waiting in its queue included. Default 20,000.</summary>
    public double TrainedTokensPerSecond { get; init; } = 20_000;

    /// <summary>Records a second of the steps that read a whole dataset in one activity: import, choice of prompts, cleaning, split. Default 5,000.</summary>
    public double RecordsPerSecond { get; init; } = 5_000;

    /// <summary>Bytes of memory a record in those steps: its id, its place in the order, the sketch that finds near duplicates. Default 100.</summary>
    public double MemoryPerRecord { get; init; } = 100;

    /// <summary>Bytes that a token takes as UTF-8 text in a shard. Default 4: English; Chinese takes about 3.</summary>
    public double BytesPerToken { get; init; } = 4;
}
