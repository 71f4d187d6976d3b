using System.ComponentModel.DataAnnotations;

namespace Distill.DuckDb;

/// <summary>How a database is opened.</summary>
public sealed record DuckDatabaseOptions
{
    /// <summary>The file; null keeps everything in memory.</summary>
    public string? Path { get; init; }

    /// <summary>Memory of tables and queries in MiB. Default 512.</summary>
    [Range(64, 1_048_576)]
    public int MemoryMegabytes { get; init; } = 512;

    /// <summary>Threads of a query. Default: the machine's processors.</summary>
    [Range(1, 1024)]
    public int Threads { get; init; } = Environment.ProcessorCount;
}
