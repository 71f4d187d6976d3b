using System.Text.Json.Nodes;

namespace Distill.Core.Datasets;

/// <summary>What a dataset is and where it came from. Written last; a dataset without its manifest does not exist.</summary>
public sealed record DatasetManifest
{
    /// <summary>Unique id, safe as a path segment.</summary>
    public required string Id { get; init; }

    /// <summary>Name given by people; several versions share it.</summary>
    public required string Name { get; init; }

    /// <summary>Version within the name, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>Ids of the datasets this one was made from.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];

    /// <summary>The operation that made it, for example <c>import</c>, <c>clean</c>, <c>split</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The operation's parameters.</summary>
    public JsonObject? Parameters { get; init; }

    /// <summary>Shape of a row: <c>sample</c> or <c>preference</c>.</summary>
    public string Schema { get; init; } = "sample";

    /// <summary>The shards, in order.</summary>
    public required IReadOnlyList<ShardInfo> Shards { get; init; }

    /// <summary>Blob of the reject records (JSONL), or null when nothing was rejected.</summary>
    public string? RejectsPath { get; init; }

    /// <summary>Rejected records by reason.</summary>
    public IReadOnlyDictionary<string, long> Rejects { get; init; } = new Dictionary<string, long>();

    /// <summary>When it was committed.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Records in all shards.</summary>
    public long Records => Shards.Sum(shard => shard.Records);

    /// <summary>Rejected records.</summary>
    public long RejectCount => Rejects.Values.Sum();
}
