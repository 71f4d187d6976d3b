using Distill.Core.Gateway;

namespace Distill.Core.Promotion;

/// <summary>A rollout as it is kept: what was asked for, where it stands, and everything that led there. Immutable.</summary>
public sealed record RolloutRecord
{
    /// <summary>Its id: lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>The run that asked for it; empty when a person did.</summary>
    public string RunId { get; init; } = "";

    /// <summary>Name of the alias.</summary>
    public required string Alias { get; init; }

    /// <summary>The model that is to take over.</summary>
    public required AliasTarget Challenger { get; init; }

    /// <summary>The alias as it was before the first step, which a roll back restores; null when there was none.</summary>
    public ModelAlias? Baseline { get; init; }

    /// <summary>How it takes over.</summary>
    public required RolloutPlan Plan { get; init; }

    /// <summary>Blob path of the decision record it rests on; null when a person decided.</summary>
    public string? DecisionPath { get; init; }

    /// <summary>SHA-256 of the decision record.</summary>
    public string? DecisionSha256 { get; init; }

    /// <summary>Where it stands.</summary>
    public required RolloutState State { get; init; }

    /// <summary>What the alias is now: -1 before the first step, then the index of a step, at last the number of steps.</summary>
    public int Position { get; init; } = -1;

    /// <summary>When the step began.</summary>
    public DateTimeOffset? StepStartedAt { get; init; }

    /// <summary>Until when an approval is waited for; null when none is needed.</summary>
    public DateTimeOffset? ApprovalUntil { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Where it stands and why, in a sentence.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Looks at live traffic so far.</summary>
    public int LookCount { get; init; }

    /// <summary>The looks: all that decided something, and the latest <see cref="RolloutLook.Kept"/>.</summary>
    public IReadOnlyList<RolloutLook> Looks { get; init; } = [];

    /// <summary>Who did what, oldest first.</summary>
    public IReadOnlyList<RolloutAudit> Audit { get; init; } = [];

    /// <summary>The position at which the challenger has everything.</summary>
    public int LastPosition => Plan.Steps.Count;

    /// <summary>The record after a look.</summary>
    internal RolloutRecord With(RolloutLook look)
    {
        var first = Math.Max(0, Looks.Count + 1 - RolloutLook.Kept);
        var kept = Looks.Where((old, index) => index >= first || old.Verdict.Action != RolloutAction.Hold);
        return this with { LookCount = look.Number, Looks = [.. kept, look], Summary = look.Verdict.Summary, UpdatedAt = look.Time };
    }

    /// <summary>The record after something that somebody did.</summary>
    internal RolloutRecord With(RolloutState state, RolloutAudit entry) =>
        this with
        {
            State = state,
            Summary = entry.Reason,
            UpdatedAt = entry.Time,
            Audit = [.. Audit, entry],
        };
}
