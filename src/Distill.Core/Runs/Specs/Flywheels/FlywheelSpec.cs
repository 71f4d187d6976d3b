using Distill.Core.Evaluation.Gates;
using Distill.Core.Feedback.Folding;
using Distill.Core.Flywheel;
using Distill.Core.Promotion;

namespace Distill.Core.Runs.Specs.Flywheels;

/// <summary>One turn of the flywheel. Read by <see cref="RunSpecDocument"/>; the published schema is <c>docs/schema/flywheel-spec.schema.json</c>.</summary>
public sealed record FlywheelSpec
{
    /// <summary>The value of <see cref="Pipeline"/>.</summary>
    public const string PipelineName = "flywheel";

    /// <summary>Name for people; 1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Always <see cref="PipelineName"/>.</summary>
    public string Pipeline { get; init; } = PipelineName;

    /// <summary>Id of the wheel, whose watermark its turns share: 1 to 20 lower-case letters, digits and hyphens.</summary>
    public required string Wheel { get; init; }

    /// <summary>The gateway's alias whose traffic is worked on and whose model is trained further and replaced. Default <c>online</c>.</summary>
    public string Alias { get; init; } = "online";

    /// <summary>The traffic; null is what is due by <see cref="Schedule"/>.</summary>
    public WindowSpec? Window { get; init; }

    /// <summary>Which traffic is due when.</summary>
    public WindowSchedule Schedule { get; init; } = new();

    /// <summary>How old an answer may be that late feedback brings back. Default 7 days.</summary>
    public TimeSpan Lookback { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How much each signal of users counts.</summary>
    public FeedbackWeights Weights { get; init; } = new();

    /// <summary>Which replies are worked on.</summary>
    public SelectSpec Select { get; init; } = new();

    /// <summary>Drafts better answers.</summary>
    public required TeacherSpec Teacher { get; init; }

    /// <summary>Scores drafts and replies, and compares the models.</summary>
    public required JudgeSpec Judge { get; init; }

    /// <summary>How better answers are drafted and decided on.</summary>
    public AnnotateSpec Annotate { get; init; } = new();

    /// <summary>What the online model was trained on, for the replay mix and the base slice.</summary>
    public ReplaySpec Replay { get; init; } = new();

    /// <summary>The trainings, one on the result of the other. Default one supervised stage, then one of preference optimisation.</summary>
    public IReadOnlyList<StageSpec> Stages { get; init; } = [new(), new() { Method = StageSpec.Dpo }];

    /// <summary>How the model that a stage ends with is chosen.</summary>
    public CheckpointSpec Checkpoint { get; init; } = new();

    /// <summary>How challenger and online model are compared.</summary>
    public CompareSpec Evaluation { get; init; } = new();

    /// <summary>The decision rule.</summary>
    public GateRule Gate { get; init; } = new();

    /// <summary>How a challenger that passes it takes over.</summary>
    public RolloutPlan Rollout { get; init; } = new();

    /// <summary>Longest time from the start to the decision, people's time among it; null is no limit.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Money that the turn may spend; null is no limit.</summary>
    public decimal? Budget { get; init; }

    /// <summary>How the work is cut.</summary>
    public ShardsSpec Shards { get; init; } = new();

    /// <summary>The configured models that it uses with the field that names each.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<(string Field, string Model)> ModelFields => [("teacher.model", Teacher.Model), ("judge.model", Judge.Model)];
}
