namespace Distill.Core.Datasets;

/// <summary>How large shards become: a shard ends with the record that reaches either limit.</summary>
public sealed record DatasetWriterOptions
{
    /// <summary>Most records of a shard. Default 1,000; at least 1.</summary>
    public int MaxRecords { get; init; } = 1000;

    /// <summary>Bytes after which a shard ends. Default 4 MiB; at least 1. A single longer record still makes a shard of its own.</summary>
    public long MaxBytes { get; init; } = 4 * 1024 * 1024;
}
