namespace Distill.Core.Planning;

/// <summary>The orchestrations of a fan-out over shards, as <c>InferenceFanOut</c> cuts them.</summary>
public static class FanOutWork
{
    /// <summary>Most shards of one orchestration; more are cut into children.</summary>
    public const int MaxShards = 500;

    // Progress goes into the run record about this many times an orchestration.
    private const int Reports = 20;

    /// <summary>The work of a fan-out over so many shards; at least 1.</summary>
    public static DurableWork Of(long shards)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shards, 1);
        if (shards <= MaxShards)
        {
            return Window(shards);
        }

        var (whole, rest) = Math.DivRem(shards, MaxShards);
        var full = Window(MaxShards);
        var children = new DurableWork(whole, whole * full.Activities, whole * full.HistoryRows);
        return DurableWork.Instance(0, whole + (rest > 0 ? 1 : 0)) + children + (rest > 0 ? Window(rest) : default);
    }

    /// <summary>Rows of the longest history of the fan-out.</summary>
    public static long LongestHistory(long shards) =>
        shards <= MaxShards
            ? Window(shards).HistoryRows
            : Math.Max(Window(MaxShards).HistoryRows, DurableWork.Instance(0, (shards + MaxShards - 1) / MaxShards).HistoryRows);

    private static DurableWork Window(long shards) => DurableWork.Instance(shards + (shards / Math.Max(1, shards / Reports)));
}
