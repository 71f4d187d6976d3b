using Distill.Core.Evaluation.Gates;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Judging;

namespace Distill.Core.Runs.Specs.Evaluations;

/// <summary>What an evaluation run measures. Read by <see cref="RunSpecDocument"/>; the published schema is <c>docs/schema/evaluation-spec.schema.json</c>.</summary>
public sealed record EvaluationSpec
{
    /// <summary>The value of <see cref="Pipeline"/>.</summary>
    public const string PipelineName = "evaluation";

    /// <summary>Name for people; 1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Always <see cref="PipelineName"/>.</summary>
    public string Pipeline { get; init; } = PipelineName;

    /// <summary>The evaluation set.</summary>
    public required SourceSpec Source { get; init; }

    /// <summary>Share of bad source records (0 to 1) that fails the run before any paid call. Default 0.05.</summary>
    public double MaxRejectRatio { get; init; } = 0.05;

    /// <summary>What the answers are measured by.</summary>
    public required EvaluationMode Mode { get; init; }

    /// <summary>What is evaluated.</summary>
    public required EvaluatedSpec Candidate { get; init; }

    /// <summary>What it is compared with, or null.</summary>
    public EvaluatedSpec? Baseline { get; init; }

    /// <summary>The judges; empty in modes without one.</summary>
    public IReadOnlyList<JudgeSpec> Judges { get; init; } = [];

    /// <summary>What a judge scores by; null is the preset.</summary>
    public RubricSpec? Rubric { get; init; }

    /// <summary>Name of a preset, or a prompt of the user's own; null is the preset of the mode.</summary>
    public string? Template { get; init; }

    /// <summary><c>auto</c>, <c>en</c> or <c>zh</c>.</summary>
    public string Language { get; init; } = "auto";

    /// <summary><c>auto</c> (the samples' reference_response), <c>answer</c> (the answer in the set) or <c>none</c>.</summary>
    public string Reference { get; init; } = "auto";

    /// <summary>Fields to slice by.</summary>
    public IReadOnlyList<string> Slices { get; init; } = [];

    /// <summary>How labels are read; null outside of that mode.</summary>
    public LabelSpec? Task { get; init; }

    /// <summary>Names of checks; null is the default one.</summary>
    public IReadOnlyList<string>? Checks { get; init; }

    /// <summary>A JSON Schema that answers have to fit, as JSON text; null checks none.</summary>
    public string? Schema { get; init; }

    /// <summary>Ids of training datasets that the set must not overlap with.</summary>
    public IReadOnlyList<string> Training { get; init; } = [];

    /// <summary>Similarity from which prompts are near-duplicates, 0.5 to 1. Default 0.8.</summary>
    public double LeakThreshold { get; init; } = 0.8;

    /// <summary>People's verdicts that the judges are held against, or null.</summary>
    public CalibrationSpec? Calibration { get; init; }

    /// <summary>The decision rule; null decides nothing.</summary>
    public GateRule? Gate { get; init; }

    /// <summary>The gateway's alias that the decision is about: a rollout of another alias cannot rest on it. Null for an evaluation that decides about none.</summary>
    public string? Alias { get; init; }

    /// <summary>Longest time the run may take; null is no limit.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Money that the run may spend; null is no limit.</summary>
    public decimal? Budget { get; init; }

    /// <summary>How the work is cut.</summary>
    public ShardsSpec Shards { get; init; } = new();

    /// <summary>The candidate, and the baseline when there is one.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<EvaluatedSpec> Evaluated => new[] { Candidate, Baseline }.OfType<EvaluatedSpec>();

    /// <summary>The configured models that it uses with the field that names each.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<(string Field, string Model)> ModelFields =>
        new[] { ("candidate.model", Candidate.Model), ("baseline.model", Baseline?.Model) }
            .Concat(Judges.Select((judge, index) => ($"judges[{index}].model", (string?)judge.Model)))
            .Where(named => named.Item2 is not null)
            .Select(named => (named.Item1, named.Item2!));

    /// <summary>What the decision is about.</summary>
    public GateSubject Subject() => new(Alias, Candidate.ToDecided(), Baseline?.ToDecided());

    /// <summary>The language to ask judges in; null where each question decides.</summary>
    public JudgeLanguage? JudgeLanguage() =>
        Language switch
        {
            "zh" => Judging.JudgeLanguage.Chinese,
            "en" => Judging.JudgeLanguage.English,
            _ => null,
        };
}
