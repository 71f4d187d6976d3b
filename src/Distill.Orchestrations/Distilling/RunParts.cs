namespace Distill.Orchestrations.Distilling;

/// <summary>Ids of the orchestrations that a run starts. No run id holds a colon, so the parts of <c>demo</c> are never those of <c>demo-2</c>.</summary>
public static class RunParts
{
    /// <summary>What the ids of all parts of a run begin with.</summary>
    /// <param name="runId">Id of the run.</param>
    public static string PrefixOf(string runId) => $"{runId}:";

    /// <summary>The id of the rollout of a turn; people name it, so it is an id like theirs.</summary>
    /// <param name="runId">Id of the run.</param>
    public static string Rollout(string runId) => $"{runId}-rollout";

    /// <summary>The id of a part.</summary>
    /// <param name="runId">Id of the run.</param>
    /// <param name="part">What the part works on; unique within the run.</param>
    public static string Id(string runId, string part) => PrefixOf(runId) + part;
}
