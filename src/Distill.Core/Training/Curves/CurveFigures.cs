using Distill.Core.Statistics;

namespace Distill.Core.Training.Curves;

/// <summary>The figures of a curve on which its diagnosis rests; see docs/report.md.</summary>
internal sealed record CurveFigures
{
    // The last third of fewer points cannot reach significance, however clear its fall.
    private const int MinTrendPoints = 15;

    /// <summary>Steps with a training loss.</summary>
    public required int Points { get; init; }

    /// <summary>Median training loss of the first tenth.</summary>
    public required double Start { get; init; }

    /// <summary>Median training loss of the last tenth.</summary>
    public required double End { get; init; }

    /// <summary>Lowest smoothed training loss.</summary>
    public required double Lowest { get; init; }

    /// <summary>Smoothed training loss after a quarter of the steps.</summary>
    public required double AtQuarter { get; init; }

    /// <summary>Robust standard deviation of the training loss about its level.</summary>
    public required double Noise { get; init; }

    /// <summary>Fall over the last third of the curve, as a share of its level there; negative when it rises.</summary>
    public required double LateFall { get; init; }

    /// <summary>Mann-Kendall statistic of that last third; strongly negative when it falls for sure.</summary>
    public required double LateTrend { get; init; }

    /// <summary>Lowest validation loss, smoothed where it is of batches; null without validation.</summary>
    public double? BestValidation { get; init; }

    /// <summary>Validation loss at the end, smoothed likewise.</summary>
    public double? LastValidation { get; init; }

    /// <summary>Standard error of a smoothed validation loss: what two levels may differ by without any change of the model. 0 for losses of the whole set.</summary>
    public double ValidationError { get; init; }

    /// <summary>Smoothed training loss at the step of the lowest validation loss.</summary>
    public double? TrainAtBest { get; init; }

    /// <summary>Step of the best loss.</summary>
    public required int BestStep { get; init; }

    /// <summary>The loss there.</summary>
    public required double BestLoss { get; init; }

    /// <summary>The last step.</summary>
    public required int LastStep { get; init; }

    /// <summary>Measures a curve all of whose losses are finite and that has at least one training loss.</summary>
    public static CurveFigures Of(LossCurve curve)
    {
        var train = Series(curve, point => point.TrainLoss);
        var losses = train.Select(point => point.Loss).ToList();
        var tenth = Math.Max(3, losses.Count / 10);
        var smooth = RobustSeries.Smooth(losses, half: Math.Max(1, losses.Count / 20));
        var (validation, error) = Validation(curve);
        var judged = validation.Count >= 3 ? validation : [.. train.Zip(smooth, (point, level) => (point.Step, level))];
        var best = judged.MinBy(point => point.Loss);
        var trending = TrendSeries(curve, losses);
        var late = trending.Skip(trending.Count * 2 / 3).ToList();
        var (change, z) = RobustSeries.Trend(late);
        return new CurveFigures
        {
            Points = losses.Count,
            Start = RobustSeries.Median(losses[..Math.Min(tenth, losses.Count)]),
            End = RobustSeries.Median(losses[^Math.Min(tenth, losses.Count)..]),
            Lowest = smooth.Min(),
            AtQuarter = smooth[smooth.Length / 4],
            Noise = RobustSeries.Noise(losses),
            LateFall = -change / Math.Max(Math.Abs(RobustSeries.Median(late)), 1e-9),
            LateTrend = z,
            BestValidation = validation.Count >= 3 ? best.Loss : null,
            LastValidation = validation.Count >= 3 ? validation[^1].Loss : null,
            ValidationError = error,
            TrainAtBest = validation.Count >= 3 ? smooth[Math.Max(0, train.FindLastIndex(point => point.Step <= best.Step))] : null,
            BestStep = best.Step,
            BestLoss = best.Loss,
            LastStep = curve.Points[^1].Step,
        };
    }

    /// <summary>The figures by name, for the report.</summary>
    public Dictionary<string, double> ToDictionary()
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["points"] = Points,
            ["train_start"] = Start,
            ["train_end"] = End,
            ["train_lowest"] = Lowest,
            ["train_at_quarter"] = AtQuarter,
            ["train_noise"] = Noise,
            ["late_fall"] = LateFall,
            ["late_trend_z"] = LateTrend,
            ["best_step"] = BestStep,
            ["best_loss"] = BestLoss,
            ["last_step"] = LastStep,
        };
        if (BestValidation is { } best && LastValidation is { } last && TrainAtBest is { } train)
        {
            figures["validation_best"] = best;
            figures["validation_last"] = last;
            figures["validation_error"] = ValidationError;
            figures["train_at_best"] = train;
        }

        return figures;
    }

    /// <summary>
    /// The validation series: of the whole set where there are three points of it, else of batches, smoothed over full windows only: at the ends a window
    /// would shrink to one batch, whose loss is mostly chance.
    /// </summary>
    private static (List<(int Step, double Loss)> Series, double Error) Validation(LossCurve curve)
    {
        var full = Series(curve, point => point.FullValidationLoss);
        if (full.Count >= 3)
        {
            return (full, 0);
        }

        var batches = Series(curve, point => point.ValidationLoss);
        var half = Math.Max(1, batches.Count / 20);
        double[] losses = [.. batches.Select(point => point.Loss)];
        var smooth = RobustSeries.Smooth(losses, half);
        var whole = batches.Zip(smooth, (point, level) => (point.Step, level)).Skip(half).SkipLast(half);
        return ([.. whole], RobustSeries.MedianError(RobustSeries.Noise(losses), (2 * half) + 1));
    }

    /// <summary>
    /// The series whose trend is tested: validation where it has points enough, else training. Raw, because smoothing makes neighbours alike, and a test
    /// of trend takes that for a trend.
    /// </summary>
    private static List<double> TrendSeries(LossCurve curve, List<double> train)
    {
        var full = Series(curve, point => point.FullValidationLoss);
        var batches = Series(curve, point => point.ValidationLoss);
        return full.Count >= MinTrendPoints ? [.. full.Select(point => point.Loss)]
            : batches.Count >= MinTrendPoints ? [.. batches.Select(point => point.Loss)]
            : train;
    }

    private static List<(int Step, double Loss)> Series(LossCurve curve, Func<LossPoint, double?> loss) =>
        [.. curve.Points.Where(point => loss(point) is not null).Select(point => (point.Step, loss(point)!.Value))];
}
