namespace Distill.Core.Statistics;

/// <summary>Compares two models' mean scores on the same samples, with an expanded percentile bootstrap interval.</summary>
/// <remarks>
/// B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap" (1993), chapters 8 and 13. Samples are drawn as pairs: both models met the same
/// easy and hard ones, so the interval is narrower than one that takes them for independent. The percentiles lie further out than 2.5% and 97.5% for
/// few samples, where plain ones cover too little: T. C. Hesterberg, "What Teachers Should Know About the Bootstrap", The American Statistician 69
/// (2015) 371-386, section 3.3.
/// </remarks>
public static class PairedBootstrap
{
    /// <summary>Resamples drawn by default: the bounds of a 95% interval are then steady to about a twentieth of its width.</summary>
    public const int DefaultResamples = 2000;

    /// <summary>mean(<paramref name="student"/>) / mean(<paramref name="teacher"/>) with its 95% interval, or null where the teacher's mean is 0 or nothing was scored.</summary>
    /// <param name="student">Scores, at least 0 each.</param>
    /// <param name="teacher">Scores of the same samples in the same order.</param>
    /// <param name="seed">Seed of the draw; the same seed gives the same interval.</param>
    /// <param name="resamples">How many resamples; at least 100.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static Estimate? Ratio(ReadOnlySpan<double> student, ReadOnlySpan<double> teacher, int seed, int resamples = DefaultResamples)
    {
        // A draw without one good teacher answer has no ratio; with any useful test set it does not happen.
        static double? Of(double student, double teacher) => teacher > 0 ? student / teacher : null;
        return Interval(student, teacher, Of, seed, resamples);
    }

    /// <summary>mean(<paramref name="student"/>) - mean(<paramref name="teacher"/>) with its 95% interval, or null where nothing was scored.</summary>
    /// <param name="student">Scores.</param>
    /// <param name="teacher">Scores of the same samples in the same order.</param>
    /// <param name="seed">Seed of the draw; the same seed gives the same interval.</param>
    /// <param name="resamples">How many resamples; at least 100.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static Estimate? Difference(
        ReadOnlySpan<double> student,
        ReadOnlySpan<double> teacher,
        int seed,
        int resamples = DefaultResamples
    )
    {
        double count = student.Length;
        return Interval(student, teacher, (sum, other) => (sum - other) / count, seed, resamples);
    }

    private static Estimate? Interval(
        ReadOnlySpan<double> student,
        ReadOnlySpan<double> teacher,
        Func<double, double, double?> statistic,
        int seed,
        int resamples
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 100);
        if (student.Length != teacher.Length)
        {
            throw new ArgumentException($"{student.Length} student scores, but {teacher.Length} teacher scores.", nameof(teacher));
        }

        var (studentSum, teacherSum) = Sums(student, teacher);
        if (student.Length == 0 || statistic(studentSum, teacherSum) is not { } value)
        {
            return null;
        }

        var drawn = Resample(student, teacher, statistic, new SeededDraw(seed), resamples);
        var tail = Tail(student.Length);
        return drawn.Count == 0 ? null : new Estimate(value, Quantile(drawn, tail), Quantile(drawn, 1 - tail));
    }

    private static (double Student, double Teacher) Sums(ReadOnlySpan<double> student, ReadOnlySpan<double> teacher)
    {
        var (studentSum, teacherSum) = (0.0, 0.0);
        for (var i = 0; i < student.Length; i++)
        {
            studentSum += student[i];
            teacherSum += teacher[i];
        }

        return (studentSum, teacherSum);
    }

    private static List<double> Resample(
        ReadOnlySpan<double> student,
        ReadOnlySpan<double> teacher,
        Func<double, double, double?> statistic,
        SeededDraw draw,
        int resamples
    )
    {
        var values = new List<double>(resamples);
        for (var r = 0; r < resamples; r++)
        {
            var (studentSum, teacherSum) = (0.0, 0.0);
            for (var i = 0; i < student.Length; i++)
            {
                var drawn = draw.Next(student.Length);
                studentSum += student[drawn];
                teacherSum += teacher[drawn];
            }

            if (statistic(studentSum, teacherSum) is { } value)
            {
                values.Add(value);
            }
        }

        values.Sort();
        return values;
    }

    // The percentile that makes up for the resamples' variance, too small by (n - 1) / n, and for its own uncertainty.
    private static double Tail(int samples) =>
        samples < 2 ? 0 : StandardNormal.Cdf(-Math.Sqrt(samples / (samples - 1.0)) * MeanInterval.StudentQuantile95(samples - 1));

    private static double Quantile(List<double> sorted, double quantile)
    {
        // The r-th of n values stands for r / (n + 1): the other common conventions pull the bounds inwards.
        var position = Math.Clamp((quantile * (sorted.Count + 1)) - 1, 0, sorted.Count - 1);
        var lower = (int)position;
        var upper = Math.Min(lower + 1, sorted.Count - 1);
        return sorted[lower] + ((position - lower) * (sorted[upper] - sorted[lower]));
    }
}
