using Distill.Core.Flywheel;
using Distill.Core.Inference;
using Distill.Core.Reporting;
using Distill.Orchestrations.Annotating;
using Distill.Orchestrations.Evaluating;
using Distill.Orchestrations.Promoting;

namespace Distill.Orchestrations.Turning;

/// <summary>Everything that a turn's report tells.</summary>
public sealed record EndTurnInput
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>How it ended.</summary>
    public required TurnOutcome Outcome { get; init; }

    /// <summary>The traffic; null when none was due.</summary>
    public TrafficWindow? Window { get; init; }

    /// <summary>The round of annotation; null when it was not reached.</summary>
    public AnnotationRoundOutcome? Annotation { get; init; }

    /// <summary>The sets; null when they were not made.</summary>
    public MixOutcome? Mix { get; init; }

    /// <summary>The trainings.</summary>
    public IReadOnlyList<TrainedStage> Trainings { get; init; } = [];

    /// <summary>The comparison; null when it was not reached.</summary>
    public EvaluationOutcome? Evaluation { get; init; }

    /// <summary>The rollout; null when there was none.</summary>
    public RolloutOutcome? Rollout { get; init; }

    /// <summary>What was used, by <c>model/stage</c>.</summary>
    public IReadOnlyDictionary<string, InferenceUsage> Usage { get; init; } = new Dictionary<string, InferenceUsage>();

    /// <summary>The stages.</summary>
    public IReadOnlyList<StageReport> Stages { get; init; } = [];

    /// <summary>When the turn began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }
}
