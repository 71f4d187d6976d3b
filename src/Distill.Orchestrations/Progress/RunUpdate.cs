using Distill.Core.Inference;
using Distill.Core.Runs;

namespace Distill.Orchestrations.Progress;

/// <summary>A change of the run record. Dictionaries hold whole values of the keys they name, so writing an update twice changes nothing.</summary>
public sealed record RunUpdate
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>The new status, or null to leave it.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>The stage at work, or null to leave it.</summary>
    public string? Stage { get; init; }

    /// <summary>The round at work, or null to leave it.</summary>
    public int? Round { get; init; }

    /// <summary>Counts to set.</summary>
    public IReadOnlyDictionary<string, long> Counts { get; init; } = new Dictionary<string, long>();

    /// <summary>Usage to set, by <c>model/stage</c>.</summary>
    public IReadOnlyDictionary<string, InferenceUsage> Usage { get; init; } = new Dictionary<string, InferenceUsage>();

    /// <summary>Datasets to set, by role.</summary>
    public IReadOnlyDictionary<string, string> Datasets { get; init; } = new Dictionary<string, string>();

    /// <summary>Reports to set, by format.</summary>
    public IReadOnlyDictionary<string, string> Reports { get; init; } = new Dictionary<string, string>();

    /// <summary>What ended the run: what, where, remedy.</summary>
    public string? Error { get; init; }
}
