namespace Distill.Core.RollingLogs;

/// <summary>How a log is written.</summary>
public sealed record RollingLogOptions
{
    /// <summary>Container of its files.</summary>
    public required string Container { get; init; }

    /// <summary>Name of this process in names of files: letters, digits and hyphens. Processes that write to one container have different ones.</summary>
    public required string Writer { get; init; }

    /// <summary>Longest time that an entry waits before it is made durable; a crash loses at most what came in it. Default 100 ms.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Bytes after which a file ends. Default 64 MiB. A file also ends with the hour.</summary>
    public long MaxFileBytes { get; init; } = 64L << 20;

    /// <summary>Bytes of entries that may wait; then writers wait. Default 64 MiB.</summary>
    public long MaxPendingBytes { get; init; } = 64L << 20;
}
