using Distill.Core.Evaluation.Gates;
using Distill.Core.Feedback.Joining;
using Distill.Core.Flywheel;
using Distill.Core.Flywheel.Turning;
using Distill.Core.Promotion;

namespace Distill.Core.Reporting.Turns;

/// <summary>The report of one turn of the flywheel.</summary>
public sealed record TurnReport
{
    /// <summary>Name of the spec.</summary>
    public required string Name { get; init; }

    /// <summary>The wheel.</summary>
    public required string Wheel { get; init; }

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The alias.</summary>
    public required string Alias { get; init; }

    /// <summary>The model that was online when the turn began.</summary>
    public required string Online { get; init; }

    /// <summary>The model that was trained; null when there was none.</summary>
    public string? Challenger { get; init; }

    /// <summary>The traffic; null when none was due.</summary>
    public TrafficWindow? Window { get; init; }

    /// <summary>Earlier traffic that was carried over and taken in with it.</summary>
    public IReadOnlyList<TrafficWindow> Carried { get; init; } = [];

    /// <summary>The rollout's looks at live traffic that ended a step, and the last one; empty when there was no rollout, or one without steps.</summary>
    public IReadOnlyList<RolloutLook> Looks { get; init; } = [];

    /// <summary>How it ended.</summary>
    public required TurnEnd End { get; init; }

    /// <summary>Why.</summary>
    public required string Summary { get; init; }

    /// <summary>What the join met; null when it was not reached.</summary>
    public JoinFigures? Traffic { get; init; }

    /// <summary>What the selection found; null when it was not reached.</summary>
    public SelectionReport? Selection { get; init; }

    /// <summary>Annotation tasks by state.</summary>
    public IReadOnlyDictionary<string, long> Annotations { get; init; } = new Dictionary<string, long>();

    /// <summary>New rows that were trained on.</summary>
    public long Fresh { get; init; }

    /// <summary>Base rows that were trained on again.</summary>
    public long Replayed { get; init; }

    /// <summary>Preference pairs that were trained on.</summary>
    public long Pairs { get; init; }

    /// <summary>Rows left out because they are nearly a prompt of the evaluation set.</summary>
    public long Leaks { get; init; }

    /// <summary>Samples of the evaluation set by slice.</summary>
    public IReadOnlyDictionary<string, long> Slices { get; init; } = new Dictionary<string, long>();

    /// <summary>The trainings.</summary>
    public IReadOnlyList<TurnTraining> Trainings { get; init; } = [];

    /// <summary>The gate's decision; null when it was not reached.</summary>
    public GateDecision? Decision { get; init; }

    /// <summary>SHA-256 of the decision record.</summary>
    public string? DecisionSha256 { get; init; }

    /// <summary>How the rollout ended; null when there was none.</summary>
    public string? Rollout { get; init; }

    /// <summary>Models that Distill's emulator answered for.</summary>
    public IReadOnlyList<string> Emulated { get; init; } = [];

    /// <summary>The stages.</summary>
    public IReadOnlyList<StageReport> Stages { get; init; } = [];

    /// <summary>What was used.</summary>
    public IReadOnlyList<UsageReport> Usage { get; init; } = [];

    /// <summary>Money's sign or code.</summary>
    public string Currency { get; init; } = "$";

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }
}
