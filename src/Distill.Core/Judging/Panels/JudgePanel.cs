using Distill.Core.Judging.Pairwise;
using Distill.Core.Statistics;

namespace Distill.Core.Judging.Panels;

/// <summary>Several judges as one. Pure.</summary>
public static class JudgePanel
{
    /// <summary>The panel's verdict on a pair.</summary>
    /// <param name="outcomes">Each judge's outcome.</param>
    public static PanelVerdict Combine(IEnumerable<PairOutcome> outcomes)
    {
        var votes = outcomes.Aggregate(default(GsbCounts), (sum, outcome) => sum.Add(outcome));
        var outcome =
            votes.Valid == 0 ? PairOutcome.Invalid
            : 2 * votes.Good > votes.Valid ? PairOutcome.Good
            : 2 * votes.Bad > votes.Valid ? PairOutcome.Bad
            : PairOutcome.Same;
        return new PanelVerdict(outcome, votes);
    }

    /// <summary>The panel's score: the median of the valid ones, which one judge alone cannot move; null when there is none.</summary>
    /// <param name="scores">Each judge's score; null where invalid.</param>
    public static double? Score(IEnumerable<int?> scores)
    {
        double[] valid = [.. scores.OfType<int>().Select(score => (double)score)];
        return valid.Length == 0 ? null : RobustSeries.Median(valid);
    }

    /// <summary>The panel over many pairs.</summary>
    /// <param name="judges">The judges' names.</param>
    /// <param name="pairs">For each pair the outcome of every judge, in their order.</param>
    /// <exception cref="ArgumentException">A pair has not one outcome for each judge.</exception>
    public static PanelSummary Summarize(IReadOnlyList<string> judges, IEnumerable<IReadOnlyList<PairOutcome>> pairs)
    {
        var (gsb, split, all, several) = (default(GsbCounts), 0L, 0L, 0L);
        var with = new (long Agreed, long Compared)[judges.Count];
        foreach (var outcomes in pairs)
        {
            if (outcomes.Count != judges.Count)
            {
                throw new ArgumentException($"A pair has {outcomes.Count} outcomes for {judges.Count} judges.", nameof(pairs));
            }

            var verdict = Combine(outcomes);
            gsb = gsb.Add(verdict.Outcome);
            split += verdict.Votes.Valid > 0 && !verdict.HasMajority ? 1 : 0;
            several += verdict.Votes.Valid > 1 ? 1 : 0;
            all += verdict.IsUnanimous ? 1 : 0;
            for (var i = 0; verdict.HasMajority && i < with.Length; i++)
            {
                var valid = outcomes[i] != PairOutcome.Invalid;
                with[i].Compared += valid ? 1 : 0;
                with[i].Agreed += valid && outcomes[i] == verdict.Outcome ? 1 : 0;
            }
        }

        return new PanelSummary
        {
            Gsb = gsb,
            WithoutMajority = split,
            Unanimous = several == 0 ? null : WilsonInterval.Of(all, several),
            WithMajority = judges
                .Zip(with)
                .ToDictionary(
                    pair => pair.First,
                    pair => pair.Second.Compared == 0 ? null : WilsonInterval.Of(pair.Second.Agreed, pair.Second.Compared),
                    StringComparer.Ordinal
                ),
        };
    }
}
