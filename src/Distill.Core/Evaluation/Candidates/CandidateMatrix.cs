using System.Globalization;

namespace Distill.Core.Evaluation.Candidates;

/// <summary>Candidates by quality, latency and cost: which are worth considering, and which is recommended. Pure.</summary>
public sealed record CandidateMatrix
{
    /// <summary>The candidates, best score first, those without one last.</summary>
    public required IReadOnlyList<CandidateRow> Rows { get; init; }

    /// <summary>The recommended candidate's name; null when none can be.</summary>
    public string? Recommended { get; init; }

    /// <summary>Why, with the figures.</summary>
    public required string Reason { get; init; }

    /// <summary>The matrix of these candidates.</summary>
    /// <remarks>
    /// A score is a weighted mean of ratios: quality over the best quality, the lowest latency over the latency, the lowest cost over the cost. Ratios do not depend on units, nor on
    /// the worst candidate in the list. The recommended candidate is always on the Pareto front, whatever the weights.
    /// </remarks>
    /// <exception cref="InvalidSettingException">A weight is negative, or all are 0.</exception>
    public static CandidateMatrix Of(IReadOnlyList<Candidate> candidates, CandidateWeights? weights = null)
    {
        weights ??= new CandidateWeights();
        if (weights is { Quality: < 0 } or { Latency: < 0 } or { Cost: < 0 } || weights.Quality + weights.Latency + weights.Cost <= 0)
        {
            throw new InvalidSettingException("The weights of quality, latency and cost must be at least 0, and one of them above.");
        }

        var complete = candidates.Where(candidate => candidate.IsComplete).ToList();
        List<CandidateRow> rows =
        [
            .. candidates
                .Select(candidate => Row(candidate, complete, weights))
                .OrderByDescending(row => row.Score ?? -1)
                .ThenByDescending(row => row.Candidate.Quality?.Value ?? double.MinValue)
                .ThenBy(row => row.Candidate.Name, StringComparer.Ordinal),
        ];
        var best = rows.Find(row => row is { OnFront: true, Excluded: null });
        return new CandidateMatrix
        {
            Rows = rows,
            Recommended = best?.Candidate.Name,
            Reason = best is null ? "No candidate was measured in full and keeps the limits." : Explain(best, rows),
        };
    }

    private static CandidateRow Row(Candidate candidate, List<Candidate> complete, CandidateWeights weights)
    {
        if (!candidate.IsComplete)
        {
            return new CandidateRow(candidate, false, null, "quality, latency or cost was not measured");
        }

        var onFront = !complete.Exists(other => Dominates(other, candidate));
        return new CandidateRow(candidate, onFront, Score(candidate, complete, weights), Excluded(candidate, weights));
    }

    private static bool Dominates(Candidate left, Candidate right)
    {
        var (quality, latency, cost) = (
            left.Quality!.Value.CompareTo(right.Quality!.Value),
            right.P95Ms!.Value.CompareTo(left.P95Ms!.Value),
            right.CostPerThousand!.Value.CompareTo(left.CostPerThousand!.Value)
        );
        return quality >= 0 && latency >= 0 && cost >= 0 && (quality > 0 || latency > 0 || cost > 0);
    }

    private static double Score(Candidate candidate, List<Candidate> complete, CandidateWeights weights)
    {
        var quality = Ratio(candidate.Quality!.Value, complete.Max(other => other.Quality!.Value));
        var latency = Ratio(complete.Min(other => other.P95Ms!.Value), candidate.P95Ms!.Value);
        var cost = Ratio((double)complete.Min(other => other.CostPerThousand!.Value), (double)candidate.CostPerThousand!.Value);
        var sum = (weights.Quality * quality) + (weights.Latency * latency) + (weights.Cost * cost);
        return sum / (weights.Quality + weights.Latency + weights.Cost);
    }

    // 0 of 0 is as good as the best; a free model among paid ones leaves them nothing.
    private static double Ratio(double part, double whole) => whole > 0 ? Math.Max(0, part / whole) : 1;

    private static string? Excluded(Candidate candidate, CandidateWeights weights) =>
        candidate.Quality!.Value < weights.MinQuality ? Text($"quality {candidate.Quality.Value:0.###} is below {weights.MinQuality:0.###}")
        : candidate.P95Ms > weights.MaxP95Ms ? Text($"latency {candidate.P95Ms:0} ms is above {weights.MaxP95Ms:0} ms")
        : candidate.CostPerThousand > weights.MaxCostPerThousand
            ? Text($"cost {candidate.CostPerThousand:0.####} is above {weights.MaxCostPerThousand:0.####}")
        : null;

    private static string Explain(CandidateRow best, List<CandidateRow> rows)
    {
        var chosen = best.Candidate;
        var text = Text(
            $"{chosen.Name} has the best score ({best.Score:0.000}) of those that nothing beats and that keep the limits: quality {chosen.Quality!.Value:0.###} ({chosen.Quality.Low:0.###} to {chosen.Quality.High:0.###}), {chosen.P95Ms:0} ms at the 95th percentile, {chosen.CostPerThousand:0.####} for 1,000 requests."
        );
        var next = rows.Find(row => row != best && row is { OnFront: true, Excluded: null });
        return next?.Score is { } score ? Text($"{text} Next is {next.Candidate.Name} ({score:0.000}).") : text;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
