using System.Text.Json.Nodes;

namespace Distill.Core.Datasets;

/// <summary>What is known of a dataset before its rows are written.</summary>
public sealed record DatasetDraft
{
    /// <summary>Id; deterministic for a retried step (for example run id and role), so that a retry finds what it committed before.</summary>
    public required string Id { get; init; }

    /// <summary>Name given by people; the version is the next free one of the name.</summary>
    public required string Name { get; init; }

    /// <summary>The operation that makes it, for example <c>import</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>Ids of the datasets it is made from.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];

    /// <summary>The operation's parameters.</summary>
    public JsonObject? Parameters { get; init; }

    /// <summary>Shape of a row: <c>sample</c> or <c>preference</c>.</summary>
    public string Schema { get; init; } = "sample";
}
