namespace Distill.Core.Planning;

/// <summary>Requests to a storage account, by what the code asks for at most. Estimates: the SDK's retries and the host's polling come on top.</summary>
public static class StorageEstimate
{
    /// <summary>A call: one append to the journal, one look into the response cache and one entry written to it.</summary>
    public const double PerCall = 3;

    /// <summary>A shard: receipt looked for, manifest and shard read, journal opened, shard and rejects staged and committed, receipt written.</summary>
    public const double PerShard = 10;

    /// <summary>An activity on the Azure Storage backend: work item and answer put, taken and removed from their queues, history and instance rows written.</summary>
    public const double PerActivity = 8;

    /// <summary>The requests of so many calls, shards and activities.</summary>
    public static double Of(long calls, long shards, long activities) =>
        (PerCall * calls) + (PerShard * shards) + (PerActivity * activities);
}
