using Distill.Core.Statistics;

namespace Distill.Core.Evaluation;

/// <summary>The quality of a model on a label task.</summary>
public sealed record ClassificationReport
{
    /// <summary>Samples judged.</summary>
    public required long Samples { get; init; }

    /// <summary>Right answers.</summary>
    public required long Correct { get; init; }

    /// <summary>Answers without a value; counted as wrong.</summary>
    public required long Invalid { get; init; }

    /// <summary>Share of right answers with its 95% Wilson interval.</summary>
    public required Estimate Accuracy { get; init; }

    /// <summary>Mean F1 of the expected classes, each class weighing the same.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>Scores by expected class, in ordinal order.</summary>
    public required IReadOnlyList<ClassScore> Classes { get; init; }

    /// <summary>The counts behind the scores.</summary>
    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>The report of a confusion matrix.</summary>
    /// <remarks>
    /// Precision, recall and F1 as in C. J. van Rijsbergen, "Information Retrieval" (1979), chapter 7. The macro mean is over the classes that are
    /// expected at least once: a value that only a model made up lowers the precision of nothing, but is wrong for the class it was given for.
    /// </remarks>
    public static ClassificationReport Of(ConfusionMatrix confusion)
    {
        var labels = confusion.Counts.Keys.Union(confusion.Invalid.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var classes = labels.Select(label => Score(confusion, label)).ToList();
        var invalid = confusion.Invalid.Values.Sum();
        var samples = invalid + confusion.Counts.Values.Sum(row => row.Values.Sum());
        var correct = labels.Sum(label => confusion.At(label, label));
        return new ClassificationReport
        {
            Samples = samples,
            Correct = correct,
            Invalid = invalid,
            Accuracy = WilsonInterval.Of(correct, samples),
            MacroF1 = classes.Count == 0 ? 0 : classes.Average(score => score.F1),
            Classes = classes,
            Confusion = confusion,
        };
    }

    private static ClassScore Score(ConfusionMatrix confusion, string label)
    {
        var right = confusion.At(label, label);
        var answered = confusion.Counts.Keys.Sum(expected => confusion.At(expected, label));
        var row = confusion.Counts.TryGetValue(label, out var counts) ? counts.Values.Sum() : 0;
        var support = row + confusion.Invalid.GetValueOrDefault(label);
        // 2TP / (2TP + FP + FN): the harmonic mean, without the division by a zero precision or recall.
        var f1 = answered + support == 0 ? 0 : 2.0 * right / (answered + support);
        return new ClassScore(label, support, Share(right, answered), Share(right, support), f1);
    }

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
