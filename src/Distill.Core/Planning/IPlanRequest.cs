using Distill.Core.Models;

namespace Distill.Core.Planning;

/// <summary>A run to be planned, whatever its pipeline: how large it is and how its work is cut.</summary>
public interface IPlanRequest
{
    /// <summary>Records that the run begins with; at least 1.</summary>
    long Records { get; }

    /// <summary>Records in a shard, 1 to 1000.</summary>
    int ShardSize { get; }

    /// <summary>Shards wanted in flight, 1 to 100.</summary>
    int InFlight { get; }

    /// <summary>What no spec says.</summary>
    PlanAssumptions Assumptions { get; }

    /// <summary>The models that are asked.</summary>
    IEnumerable<ModelEntry> Models { get; }
}
