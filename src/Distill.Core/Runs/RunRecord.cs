using Distill.Core.Inference;

namespace Distill.Core.Runs;

/// <summary>The state of a run as the run store keeps it and the API shows it.</summary>
public sealed record RunRecord
{
    /// <summary>Id; also the orchestration's instance id.</summary>
    public required string Id { get; init; }

    /// <summary>The pipeline: <c>distill</c>.</summary>
    public required string Pipeline { get; init; }

    /// <summary>Name given in the spec.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The stage at work, for example <c>teacher</c>.</summary>
    public string Stage { get; init; } = "";

    /// <summary>The round at work, from 1.</summary>
    public int Round { get; init; } = 1;

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the record last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Blob path of the spec as it was accepted.</summary>
    public required string SpecPath { get; init; }

    /// <summary>Counts by name, for example <c>imported</c>, <c>rejected</c>, <c>answered</c>.</summary>
    public IReadOnlyDictionary<string, long> Counts { get; init; } = new Dictionary<string, long>();

    /// <summary>What was used, by <c>model/stage</c>.</summary>
    public IReadOnlyDictionary<string, InferenceUsage> Usage { get; init; } = new Dictionary<string, InferenceUsage>();

    /// <summary>Ids of the datasets it made, by role (<c>imported</c>, <c>train</c> …).</summary>
    public IReadOnlyDictionary<string, string> Datasets { get; init; } = new Dictionary<string, string>();

    /// <summary>Blob paths of the reports, by format (<c>html</c>, <c>md</c>, <c>json</c>).</summary>
    public IReadOnlyDictionary<string, string> Reports { get; init; } = new Dictionary<string, string>();

    /// <summary>What ended it, when it failed: what, where, remedy.</summary>
    public string? Error { get; init; }
}
