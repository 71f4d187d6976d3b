namespace Distill.Core.Evaluation.Text;

/// <summary>The counts of chrF2: character n-grams of up to six, recall weighing twice as much as precision. Additive over a test set.</summary>
/// <remarks>M. Popović, "chrF: character n-gram F-score for automatic MT evaluation", WMT 2015, as sacreBLEU 2 computes it (nc:6|nw:0|space:no|case:mixed|eff:yes). Needs no tokeniser, so it suits Chinese.</remarks>
public sealed record ChrfCounts
{
    private const int Orders = 6;
    private const double BetaSquared = 4;

    /// <summary>No text.</summary>
    public static ChrfCounts Empty { get; } = new();

    /// <summary>N-grams in common, by order from 1.</summary>
    public IReadOnlyList<long> Matched { get; init; } = [0, 0, 0, 0, 0, 0];

    /// <summary>N-grams of the answers, where the reference has any of the order.</summary>
    public IReadOnlyList<long> Answered { get; init; } = [0, 0, 0, 0, 0, 0];

    /// <summary>N-grams of the references.</summary>
    public IReadOnlyList<long> Expected { get; init; } = [0, 0, 0, 0, 0, 0];

    /// <summary>The score, 0 to 100; higher is better.</summary>
    public double Score
    {
        get
        {
            var (precision, recall, orders) = (0.0, 0.0, 0);
            for (var n = 0; n < Orders; n++)
            {
                if (Answered[n] > 0 && Expected[n] > 0)
                {
                    precision += (double)Matched[n] / Answered[n];
                    recall += (double)Matched[n] / Expected[n];
                    orders++;
                }
            }

            return precision + recall == 0
                ? 0
                : 100 * (1 + BetaSquared) * precision * recall / (((BetaSquared * precision) + recall) * orders);
        }
    }

    /// <summary>The counts of one answer.</summary>
    public static ChrfCounts Of(string answer, string reference)
    {
        char[] ours = [.. answer.Where(unit => !char.IsWhiteSpace(unit))];
        char[] theirs = [.. reference.Where(unit => !char.IsWhiteSpace(unit))];
        var (matched, answered, expected) = (new long[Orders], new long[Orders], new long[Orders]);
        for (var n = 1; n <= Orders; n++)
        {
            matched[n - 1] = NGramCounts.Shared(NGramCounts.Of(ours, n), NGramCounts.Of(theirs, n));
            expected[n - 1] = Math.Max(0, theirs.Length - n + 1);
            answered[n - 1] = expected[n - 1] > 0 ? Math.Max(0, ours.Length - n + 1) : 0;
        }

        return new ChrfCounts
        {
            Matched = matched,
            Answered = answered,
            Expected = expected,
        };
    }

    /// <summary>Both together.</summary>
    public static ChrfCounts operator +(ChrfCounts left, ChrfCounts right) =>
        new()
        {
            Matched = [.. left.Matched.Zip(right.Matched, (a, b) => a + b)],
            Answered = [.. left.Answered.Zip(right.Answered, (a, b) => a + b)],
            Expected = [.. left.Expected.Zip(right.Expected, (a, b) => a + b)],
        };
}
