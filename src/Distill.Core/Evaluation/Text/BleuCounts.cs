namespace Distill.Core.Evaluation.Text;

/// <summary>The counts of BLEU-4. Additive: BLEU of a test set is of its summed counts, not the mean of its sentences' scores.</summary>
/// <remarks>
/// K. Papineni, S. Roukos, T. Ward and W.-J. Zhu, "BLEU: a Method for Automatic Evaluation of Machine Translation", ACL 2002, with the conventions of sacreBLEU (M. Post, WMT
/// 2018): case kept, tokenised by 13a or zh, exponential smoothing of orders without a match. Signature: nrefs:1|case:mixed|eff:no|tok:13a or zh|smooth:exp.
/// </remarks>
public sealed record BleuCounts
{
    private const int Orders = 4;

    /// <summary>No text.</summary>
    public static BleuCounts Empty { get; } = new();

    /// <summary>N-grams of the answers that occur in a reference, by order from 1.</summary>
    public IReadOnlyList<long> Matched { get; init; } = [0, 0, 0, 0];

    /// <summary>N-grams of the answers, by order from 1.</summary>
    public IReadOnlyList<long> Total { get; init; } = [0, 0, 0, 0];

    /// <summary>Words of the answers.</summary>
    public long AnswerLength { get; init; }

    /// <summary>Words of the references, each answer's nearest in length.</summary>
    public long ReferenceLength { get; init; }

    /// <summary>The score of a test set, 0 to 100; higher is better.</summary>
    public double Score => Compute(effectiveOrder: false);

    /// <summary>The score of a single short text, 0 to 100: orders that it is too short for are left out (sacreBLEU's effective order).</summary>
    public double SentenceScore => Compute(effectiveOrder: true);

    /// <summary>The counts of one answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="references">One or more references.</param>
    /// <param name="chinese">True takes each Chinese character for a word; by default when the first reference holds any.</param>
    /// <exception cref="ArgumentException">There is no reference.</exception>
    public static BleuCounts Of(string answer, IReadOnlyList<string> references, bool? chinese = null)
    {
        if (references.Count == 0)
        {
            throw new ArgumentException("There is no reference.", nameof(references));
        }

        var byCharacter = chinese ?? BleuTokenizer.IsChinese(references[0]);
        var words = BleuTokenizer.Split(answer, byCharacter);
        var others = references.Select(reference => BleuTokenizer.Split(reference, byCharacter)).ToList();
        var (matched, total) = (new long[Orders], new long[Orders]);
        for (var n = 1; n <= Orders; n++)
        {
            var grams = NGramCounts.Of(words, n);
            var most = NGramCounts.Of(others[0], n);
            foreach (var other in others.Skip(1))
            {
                foreach (var (gram, count) in NGramCounts.Of(other, n))
                {
                    most[gram] = Math.Max(count, most.GetValueOrDefault(gram));
                }
            }

            matched[n - 1] = NGramCounts.Shared(grams, most);
            total[n - 1] = Math.Max(0, words.Count - n + 1);
        }

        var nearest = others.MinBy(other => (Math.Abs(other.Count - words.Count), other.Count))!.Count;
        return new BleuCounts
        {
            Matched = matched,
            Total = total,
            AnswerLength = words.Count,
            ReferenceLength = nearest,
        };
    }

    /// <summary>Both together.</summary>
    public static BleuCounts operator +(BleuCounts left, BleuCounts right) =>
        new()
        {
            Matched = [.. left.Matched.Zip(right.Matched, (a, b) => a + b)],
            Total = [.. left.Total.Zip(right.Total, (a, b) => a + b)],
            AnswerLength = left.AnswerLength + right.AnswerLength,
            ReferenceLength = left.ReferenceLength + right.ReferenceLength,
        };

    private double Compute(bool effectiveOrder)
    {
        if (Matched.All(count => count == 0))
        {
            return 0;
        }

        var (sum, orders, smoothing) = (0.0, 0, 1.0);
        for (; orders < Orders && Total[orders] > 0; orders++)
        {
            smoothing *= Matched[orders] == 0 ? 2 : 1;
            sum += Math.Log(Matched[orders] == 0 ? 1 / (smoothing * Total[orders]) : (double)Matched[orders] / Total[orders]);
        }

        if (orders < Orders && !effectiveOrder)
        {
            return 0;
        }

        var brevity = AnswerLength < ReferenceLength ? Math.Exp(1 - ((double)ReferenceLength / AnswerLength)) : 1;
        return 100 * brevity * Math.Exp(sum / orders);
    }
}
