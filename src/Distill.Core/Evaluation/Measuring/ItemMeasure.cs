using Distill.Core.Judging.Pairwise;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>What was measured of one item.</summary>
public sealed record ItemMeasure
{
    private static readonly IReadOnlyDictionary<string, double> None = new Dictionary<string, double>();
    private static readonly IReadOnlyDictionary<string, PairOutcome> NoOutcomes = new Dictionary<string, PairOutcome>();

    /// <summary>The item.</summary>
    public required EvaluationItem Item { get; init; }

    /// <summary>The candidate's values by metric; a metric without a valid value is missing.</summary>
    public IReadOnlyDictionary<string, double> Candidate { get; init; } = None;

    /// <summary>The baseline's values by metric.</summary>
    public IReadOnlyDictionary<string, double> Baseline { get; init; } = None;

    /// <summary>The outcome of a comparison by judges; null where values decide.</summary>
    public PairOutcome? Judged { get; init; }

    /// <summary>The outcome of a comparison by judges, by each dimension beside the whole.</summary>
    public IReadOnlyDictionary<string, PairOutcome> JudgedDimensions { get; init; } = NoOutcomes;

    /// <summary>What judges or checks say about it, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The outcome by a metric or dimension: what judges said, else good where the candidate's value is higher; invalid where one is missing.</summary>
    public PairOutcome Outcome(string metric) =>
        Judged is { } whole
            ? metric == PairGroup.Overall
                ? whole
                : JudgedDimensions.GetValueOrDefault(metric, PairOutcome.Invalid)
            : (
                Candidate.TryGetValue(metric, out var ours) && Baseline.TryGetValue(metric, out var theirs)
                    ? ours.CompareTo(theirs) switch
                    {
                        > 0 => PairOutcome.Good,
                        < 0 => PairOutcome.Bad,
                        _ => PairOutcome.Same,
                    }
                    : PairOutcome.Invalid
            );
}
