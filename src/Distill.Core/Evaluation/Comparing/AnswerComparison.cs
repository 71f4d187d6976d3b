using Distill.Core.Evaluation.Text;
using Distill.Core.Statistics;

namespace Distill.Core.Evaluation.Comparing;

/// <summary>Two models' answers to the same prompts: metrics of each, the paired differences, and where the candidate is worse.</summary>
public sealed record AnswerComparison
{
    // Fixed, so that the same files give the same interval.
    private const int Seed = 7;

    /// <summary>Metrics of the baseline's answers.</summary>
    public required TextMetrics Baseline { get; init; }

    /// <summary>Metrics of the candidate's answers.</summary>
    public required TextMetrics Candidate { get; init; }

    /// <summary>Exact matches of the candidate (first) against the baseline's (second), equal but for case, width and white space.</summary>
    public required McNemarTest Exact { get; init; }

    /// <summary>Mean ROUGE-L of the candidate less the baseline's, with its 95% interval (<see cref="PairedBootstrap"/>); null without pairs.</summary>
    public required Estimate? RougeL { get; init; }

    /// <summary>Pairs on which the candidate is worse, worst first; at most as many as were asked for.</summary>
    public required IReadOnlyList<ComparedAnswer> Regressions { get; init; }

    /// <summary>Pairs on which the candidate is worse.</summary>
    public required long Worse { get; init; }

    /// <summary>Pairs on which it is better.</summary>
    public required long Better { get; init; }

    /// <summary>Compares pairs.</summary>
    /// <param name="pairs">The pairs; read once.</param>
    /// <param name="regressions">How many regressions are kept.</param>
    public static AnswerComparison Of(IEnumerable<AnswerPair> pairs, int regressions)
    {
        var (baseline, candidate) = (TextMetrics.Empty, TextMetrics.Empty);
        var (ours, theirs) = (new List<double>(), new List<double>());
        var counts = new long[2, 2];
        var compared = new List<ComparedAnswer>();
        foreach (var pair in pairs)
        {
            var (before, after) = (TextMetrics.Of(pair.Baseline, pair.Expected), TextMetrics.Of(pair.Candidate, pair.Expected));
            (baseline, candidate) = (baseline + before, candidate + after);
            ours.Add(after.RougeSums[2]);
            theirs.Add(before.RougeSums[2]);
            counts[after.Exact, before.Exact]++;
            compared.Add(new ComparedAnswer(pair, Score(before), Score(after)));
        }

        return new AnswerComparison
        {
            Baseline = baseline,
            Candidate = candidate,
            Exact = McNemarTest.Of(counts[1, 1], counts[1, 0], counts[0, 1], counts[0, 0]),
            RougeL = PairedBootstrap.Difference([.. ours], [.. theirs], Seed),
            Worse = compared.Count(answer => answer.Gain < 0),
            Better = compared.Count(answer => answer.Gain > 0),
            Regressions = [.. compared.Where(answer => answer.Gain < 0).OrderBy(answer => answer.Gain).Take(regressions)],
        };
    }

    private static double Score(TextMetrics one) => (one.Exact + one.RougeSums[2]) / 2;
}
