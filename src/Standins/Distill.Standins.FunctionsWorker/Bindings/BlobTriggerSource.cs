namespace Microsoft.Azure.Functions.Worker;

/// <summary>How a blob trigger notices changes on Azure.</summary>
public enum BlobTriggerSource
{
    /// <summary>By storage logs and scans of the container.</summary>
    LogsAndContainerScan,

    /// <summary>By an Event Grid subscription.</summary>
    EventGrid,
}
