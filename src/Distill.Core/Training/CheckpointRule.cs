namespace Distill.Core.Training;

/// <summary>Which of the models that a training may end with is the best by the scores of their answers. Pure.</summary>
/// <remarks>
/// Models are compared on the rows that all of them have a score on: a row whose verdict failed for one of them would otherwise count for the others alone. Of equal means the
/// earlier model wins, which has seen less of the training set.
/// </remarks>
public static class CheckpointRule
{
    /// <summary>The best of the models.</summary>
    /// <param name="scores">Scores by row of each model, higher is better; earlier models first.</param>
    /// <returns>Its position and all means over the rows that are common to all; null when there is no such row.</returns>
    public static (int Best, IReadOnlyList<double> Means, int Rows)? Choose(IReadOnlyList<IReadOnlyDictionary<string, double>> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Count == 0)
        {
            return null;
        }

        // In an order of their own, so that rounding is the same each time.
        string[] rows = [.. scores[0].Keys.Where(row => scores.All(model => model.ContainsKey(row))).Order(StringComparer.Ordinal)];
        if (rows.Length == 0)
        {
            return null;
        }

        double[] means = [.. scores.Select(model => rows.Average(row => model[row]))];
        return (Array.IndexOf(means, means.Max()), means, rows.Length);
    }
}
