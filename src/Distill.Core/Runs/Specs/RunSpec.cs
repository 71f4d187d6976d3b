using System.Text.Json.Nodes;
using Distill.Core.Evaluation.Candidates;

namespace Distill.Core.Runs.Specs;

/// <summary>What a run does. Read from YAML or JSON by <see cref="RunSpecDocument"/>; the published schema is <c>docs/schema/run-spec.schema.json</c>.</summary>
public sealed record RunSpec
{
    /// <summary>Name for people; 1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The pipeline, <c>distill</c>; an evaluation has a spec of its own.</summary>
    public string Pipeline { get; init; } = "distill";

    /// <summary>Where the prompts come from.</summary>
    public required SourceSpec Source { get; init; }

    /// <summary>Share of bad source records (0 to 1) that fails the run before any paid call. Default 0.05.</summary>
    public double MaxRejectRatio { get; init; } = 0.05;

    /// <summary>What an answer is.</summary>
    public required TaskSpec Task { get; init; }

    /// <summary>The model to learn from.</summary>
    public required TeacherSpec Teacher { get; init; }

    /// <summary>The cleaning recipe, one object an operator (<c>op</c> and its parameters); null is the default recipe.</summary>
    public IReadOnlyList<JsonObject>? Clean { get; init; }

    /// <summary>Name of a shipped recipe (<see cref="ShippedRecipes"/>) in place of <see cref="Clean"/>; for label tasks the checks of values are put in.</summary>
    public string? Recipe { get; init; }

    /// <summary>The split of the cleaned answers.</summary>
    public SplitSpec Split { get; init; } = new();

    /// <summary>How thin classes are filled up; null leaves the training set as it is.</summary>
    public AugmentSpec? Augment { get; init; }

    /// <summary>The candidates, 1 to 20.</summary>
    public required IReadOnlyList<StudentSpec> Students { get; init; }

    /// <summary>How the model that a training ends with is chosen.</summary>
    public CheckpointSpec Checkpoint { get; init; } = new();

    /// <summary>The model that scores answers; null asks no judge.</summary>
    public JudgeSpec? Judge { get; init; }

    /// <summary>When a student is good enough.</summary>
    public GoalSpec Goal { get; init; } = new();

    /// <summary>What counts among the trained students, for the recommendation of the candidate matrix.</summary>
    public CandidateWeights Weights { get; init; } = new();

    /// <summary>Most rounds, 1 to 10. Default 1.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>Longest time the run may take; null is no limit.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Money that the run may spend; null is no limit.</summary>
    public decimal? Budget { get; init; }

    /// <summary>How the work is cut.</summary>
    public ShardsSpec Shards { get; init; } = new();

    /// <summary>The names of all configured models that the run uses, each once.</summary>
    public IEnumerable<string> ModelNames =>
        new[] { Teacher.Model }
            .Concat(Students.Select(student => student.Model))
            .Concat(Judge is null ? [] : [Judge.Model])
            .Distinct(StringComparer.Ordinal);

    /// <summary>The configured models with the field that names each.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<(string Field, string Model)> ModelFields =>
        new[] { ("teacher.model", Teacher.Model) }
            .Concat(Students.Select((student, index) => ($"students[{index}].model", student.Model)))
            .Concat(Judge is null ? [] : [("judge.model", Judge.Model)]);
}
