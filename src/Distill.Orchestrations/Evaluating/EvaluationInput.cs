using Distill.Core.Runs.Specs.Evaluations;

namespace Distill.Orchestrations.Evaluating;

/// <summary>Names an evaluation.</summary>
public sealed record EvaluationInput
{
    /// <summary>The part of a run that is an evaluation as a whole.</summary>
    public const string Whole = "evaluation";

    /// <summary>The run whose record, journals and datasets it uses.</summary>
    public required string RunId { get; init; }

    /// <summary>Its name within the run, a segment of paths: several evaluations of one run differ in it.</summary>
    public string Part { get; init; } = Whole;

    /// <summary>Round of the run, for its record.</summary>
    public int Round { get; init; } = 1;

    /// <summary>What it measures; null takes the run's own spec.</summary>
    public EvaluationSpec? Spec { get; init; }
}
