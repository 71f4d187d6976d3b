namespace Microsoft.Azure.Functions.Worker;

/// <summary>Where a monitored schedule stands.</summary>
public class ScheduleStatus
{
    /// <summary>Last occurrence that was recorded.</summary>
    public DateTime Last { get; set; }

    /// <summary>Next occurrence expected.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this record was last written.</summary>
    public DateTime LastUpdated { get; set; }
}
