using Distill.Core.Samples;

namespace Distill.Core.Operators.Deduplicators;

/// <summary>What makes one near-duplicate a better survivor than another.</summary>
internal static class SurvivorWeight
{
    /// <summary>The weight of a sample, by the parameter <c>keep</c>; the heaviest survives.</summary>
    /// <param name="keep"><c>longest</c> or <c>best_score</c>.</param>
    /// <param name="score">Name of the score, or empty for the mean of all.</param>
    public static Func<Sample, double> Of(string keep, string score) =>
        keep == "longest" ? Length
        : score.Length == 0 ? Mean
        : sample => sample.Scores.TryGetValue(score, out var value) ? value : double.NegativeInfinity;

    private static double Length(Sample sample) => sample.Messages.Sum(message => (double)message.Content.Length);

    private static double Mean(Sample sample) => sample.Scores.Count == 0 ? double.NegativeInfinity : sample.Scores.Values.Average();
}
