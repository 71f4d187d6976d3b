namespace Distill.Core.Runs.Specs;

/// <summary>How the work is cut.</summary>
public sealed record ShardsSpec
{
    /// <summary>Records in a shard, 1 to 1000. Default 200.</summary>
    public int Size { get; init; } = 200;

    /// <summary>Shards at work at the same time, 1 to 100. Default 8.</summary>
    public int InFlight { get; init; } = 8;
}
