namespace Distill.Core.Statistics;

/// <summary>Scores of student and teacher on the same samples, counted: 0 or 1 for wrong or right, or a judge's scores. Additive over shards.</summary>
public sealed record PairedScores
{
    /// <summary>No sample.</summary>
    public static PairedScores Empty { get; } = new();

    /// <summary>The pairs that occurred, in ascending order.</summary>
    public IReadOnlyList<PairedScoreCount> Counts { get; init; } = [];

    /// <summary>Samples.</summary>
    public long Samples => Counts.Sum(pair => pair.Count);

    /// <summary>The pairs of these samples.</summary>
    public static PairedScores Of(IEnumerable<(double Student, double Teacher)> scores) =>
        Sum(scores.Select(pair => new PairedScoreCount(pair.Student, pair.Teacher, 1)));

    /// <summary>Both together.</summary>
    public static PairedScores operator +(PairedScores left, PairedScores right) => Sum(left.Counts.Concat(right.Counts));

    /// <summary>The student's mean as a ratio to the teacher's, with its 95% interval (<see cref="PairedBootstrap"/>), or null where there is none.</summary>
    public Estimate? Ratio(int seed, int resamples = PairedBootstrap.DefaultResamples)
    {
        var (student, teacher) = Expand();
        return PairedBootstrap.Ratio(student, teacher, seed, resamples);
    }

    /// <summary>The student's mean less the teacher's, with its 95% interval (<see cref="PairedBootstrap"/>), or null where nothing was scored.</summary>
    public Estimate? Difference(int seed, int resamples = PairedBootstrap.DefaultResamples)
    {
        var (student, teacher) = Expand();
        return PairedBootstrap.Difference(student, teacher, seed, resamples);
    }

    private (double[] Student, double[] Teacher) Expand()
    {
        var samples = Counts.SelectMany(pair => Enumerable.Repeat(pair, checked((int)pair.Count))).ToList();
        return ([.. samples.Select(pair => pair.Student)], [.. samples.Select(pair => pair.Teacher)]);
    }

    private static PairedScores Sum(IEnumerable<PairedScoreCount> counts) =>
        new()
        {
            Counts =
            [
                .. counts
                    .GroupBy(pair => (pair.Student, pair.Teacher))
                    .OrderBy(group => group.Key)
                    .Select(group => new PairedScoreCount(group.Key.Student, group.Key.Teacher, group.Sum(pair => pair.Count))),
            ],
        };
}
