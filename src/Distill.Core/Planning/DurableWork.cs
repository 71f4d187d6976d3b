using System.Runtime.InteropServices;

namespace Distill.Core.Planning;

/// <summary>What durable orchestrations do: exact counts when no activity has to be tried again.</summary>
/// <param name="Orchestrations">Instances.</param>
/// <param name="Activities">Activities that run.</param>
/// <param name="HistoryRows">
/// Rows that the embedded engine's histories hold: two an activity, a timer and a child (scheduled, ended), two an instance (started, ended). Azure Storage
/// adds up to two rows a turn of the orchestrator.
/// </param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DurableWork(long Orchestrations, long Activities, long HistoryRows)
{
    /// <summary>An orchestration of its own.</summary>
    public static DurableWork Instance(long activities, long children = 0, long timers = 0) =>
        new(1, activities, 2 + (2 * (activities + children + timers)));

    /// <summary>Steps of an orchestration that is counted elsewhere.</summary>
    public static DurableWork Steps(long activities, long children = 0) => new(0, activities, 2 * (activities + children));

    /// <summary>Both together.</summary>
    public static DurableWork operator +(DurableWork left, DurableWork right) =>
        new(left.Orchestrations + right.Orchestrations, left.Activities + right.Activities, left.HistoryRows + right.HistoryRows);
}
