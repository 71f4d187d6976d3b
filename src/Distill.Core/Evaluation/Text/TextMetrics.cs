using Distill.Core.Statistics;

namespace Distill.Core.Evaluation.Text;

/// <summary>The text metrics of a model's answers against references. Immutable and additive over shards.</summary>
public sealed record TextMetrics
{
    /// <summary>No answer.</summary>
    public static TextMetrics Empty { get; } = new();

    /// <summary>Answers compared.</summary>
    public long Samples { get; init; }

    /// <summary>Answers equal to the reference but for case, width and white space.</summary>
    public long Exact { get; init; }

    /// <summary>BLEU-4 of all answers together.</summary>
    public BleuCounts Bleu { get; init; } = BleuCounts.Empty;

    /// <summary>chrF2 of all answers together.</summary>
    public ChrfCounts Chrf { get; init; } = ChrfCounts.Empty;

    /// <summary>Sums of the answers' F1 by ROUGE-1, ROUGE-2 and ROUGE-L.</summary>
    public IReadOnlyList<double> RougeSums { get; init; } = [0, 0, 0];

    /// <summary>Sums of their squares.</summary>
    public IReadOnlyList<double> RougeSquares { get; init; } = [0, 0, 0];

    /// <summary>Share of exact matches with its 95% Wilson interval; null without answers.</summary>
    public Estimate? ExactMatch => Samples == 0 ? null : WilsonInterval.Of(Exact, Samples);

    /// <summary>Mean F1 of ROUGE-1 with its 95% interval; null without answers.</summary>
    public Estimate? Rouge1 => Mean(0);

    /// <summary>Mean F1 of ROUGE-2 with its 95% interval; null without answers.</summary>
    public Estimate? Rouge2 => Mean(1);

    /// <summary>Mean F1 of ROUGE-L with its 95% interval; null without answers.</summary>
    public Estimate? RougeL => Mean(2);

    /// <summary>The metrics of one answer.</summary>
    public static TextMetrics Of(string answer, string reference)
    {
        var (ours, theirs) = (Rouge.Words(answer), Rouge.Words(reference));
        double[] rouge = [Rouge.N(ours, theirs, 1).F1, Rouge.N(ours, theirs, 2).F1, Rouge.L(ours, theirs).F1];
        return new TextMetrics
        {
            Samples = 1,
            Exact = Normalization.TextKey.Of(answer) == Normalization.TextKey.Of(reference) ? 1 : 0,
            Bleu = BleuCounts.Of(answer, [reference]),
            Chrf = ChrfCounts.Of(answer, reference),
            RougeSums = rouge,
            RougeSquares = [.. rouge.Select(score => score * score)],
        };
    }

    /// <summary>Both together.</summary>
    public static TextMetrics operator +(TextMetrics left, TextMetrics right) =>
        new()
        {
            Samples = left.Samples + right.Samples,
            Exact = left.Exact + right.Exact,
            Bleu = left.Bleu + right.Bleu,
            Chrf = left.Chrf + right.Chrf,
            RougeSums = [.. left.RougeSums.Zip(right.RougeSums, (a, b) => a + b)],
            RougeSquares = [.. left.RougeSquares.Zip(right.RougeSquares, (a, b) => a + b)],
        };

    private Estimate? Mean(int metric) => MeanInterval.Of(Samples, RougeSums[metric], RougeSquares[metric], 0, 1);
}
