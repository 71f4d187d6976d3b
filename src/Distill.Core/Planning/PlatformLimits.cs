namespace Distill.Core.Planning;

/// <summary>Limits of the platform that a plan is held against. Sources: the pages of Azure Storage's scalability targets and of Azure Functions' hosting plans.</summary>
public sealed record PlatformLimits
{
    /// <summary>Requests a second of a storage account. 20,000; more in some regions and on request.</summary>
    public double StorageRequestsPerSecond { get; init; } = 20_000;

    /// <summary>Blocks of an append blob, so appends to one journal. 50,000.</summary>
    public long AppendBlobBlocks { get; init; } = 50_000;

    /// <summary>Longest run of one activity in seconds: <c>functionTimeout</c> of host.json. 3,600.</summary>
    public double ActivitySeconds { get; init; } = 3_600;

    /// <summary>Memory of one instance in bytes: Flex Consumption's instance of 2,048 MB.</summary>
    public double InstanceMemory { get; init; } = 2_048d * 1024 * 1024;

    /// <summary>Rows of one orchestration's history beyond which a replay takes seconds. 10,000.</summary>
    public long HistoryRows { get; init; } = 10_000;
}
