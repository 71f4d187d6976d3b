using Distill.Core.Evaluation.Gates;
using Distill.Core.Inference;
using Distill.Core.Judging.Pairwise;

namespace Distill.Orchestrations.Evaluating;

/// <summary>What came of an evaluation; the whole is in the report.</summary>
public sealed record EvaluationOutcome
{
    /// <summary>The decision; null without a rule.</summary>
    public GateOutcome? Decision { get; init; }

    /// <summary>In a sentence or two.</summary>
    public required string Summary { get; init; }

    /// <summary>Samples measured.</summary>
    public required long Samples { get; init; }

    /// <summary>The candidate against the baseline; null without one.</summary>
    public GsbCounts? Gsb { get; init; }

    /// <summary>Reports by format: <c>html</c>, <c>md</c>, <c>json</c>; and <c>verdicts</c> and <c>decision</c> where there are any.</summary>
    public required IReadOnlyDictionary<string, string> Reports { get; init; }

    /// <summary>SHA-256 of the decision record; null without a rule.</summary>
    public string? DecisionSha256 { get; init; }

    /// <summary>What was used, by <c>model/stage</c>.</summary>
    public IReadOnlyDictionary<string, InferenceUsage> Usage { get; init; } = new Dictionary<string, InferenceUsage>();
}
