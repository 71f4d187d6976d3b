using Distill.Core.Gateway;
using Distill.Core.Promotion;

namespace Distill.Orchestrations.Promoting;

/// <summary>A rollout: a challenger takes an alias over, step by step.</summary>
public sealed record RolloutInput
{
    /// <summary>Id of the rollout: the instance id of its orchestration, lower-case letters, digits and hyphens.</summary>
    public required string RolloutId { get; init; }

    /// <summary>The run that asks for it; empty when a person does.</summary>
    public string RunId { get; init; } = "";

    /// <summary>The person who asks for it, by the name of the key; empty when a run does.</summary>
    public string By { get; init; } = "";

    /// <summary>The alias, for example <c>online</c>.</summary>
    public required string Alias { get; init; }

    /// <summary>The model that is to take over.</summary>
    public required AliasTarget Challenger { get; init; }

    /// <summary>How.</summary>
    public RolloutPlan Plan { get; init; } = new();

    /// <summary>Blob path of the decision record it rests on; null when a person decided.</summary>
    public string? DecisionPath { get; init; }

    /// <summary>SHA-256 of the decision record.</summary>
    public string? DecisionSha256 { get; init; }
}
