using System.Globalization;

namespace Distill.Core.Training.Curves;

/// <summary>Reads a loss curve as an experienced person would. Medians, ranks and running medians are used throughout, so that single outliers decide nothing.</summary>
public static class CurveDiagnoser
{
    /// <summary>Fewest training losses for a judgement: medians of the first and last tenth need a few points each.</summary>
    public const int MinPoints = 8;

    /// <summary>End over start from which a loss has diverged: noise alone does not lift a median by a quarter.</summary>
    public const double DivergedRatio = 1.25;

    /// <summary>End over lowest from which a loss that first fell has diverged, if half of the gain is lost as well.</summary>
    public const double BlowUpRatio = 2;

    /// <summary>Smoothed training loss below which nothing is left to learn: an answer's tokens are then predicted with more than 99%.</summary>
    public const double CollapsedLoss = 0.01;

    /// <summary>Rise of the validation loss over its best that counts as overfitting; below 5% checkpoints rarely differ in use.</summary>
    public const double OverfittingRise = 0.05;

    /// <summary>The same rise in standard errors of the smoothed loss: the lowest of many levels is low by chance, so that it takes more than two.</summary>
    public const double CertainRise = 4;

    /// <summary>Noise as a share of the loss from which a curve without a trend is called jittery rather than settled.</summary>
    public const double JitterNoise = 0.15;

    /// <summary>Fall over the last third, as a share of the level, from which more training is worth its price.</summary>
    public const double StillFalling = 0.05;

    // Two-sided 99% of the standard normal, for the Mann-Kendall statistic: a false alarm costs a whole training.
    private const double Significant = 2.576;

    // Below this a learning rate teaches nothing in any affordable number of epochs.
    private const double LowestMultiplier = 0.02;

    /// <summary>Diagnoses a curve.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="used">The parameters of the job, from which the next are suggested.</param>
    /// <param name="checkpoints">The job's checkpoints, from which the best is named.</param>
    public static CurveDiagnosis Diagnose(LossCurve curve, TrainingParameters used, IReadOnlyList<FineTuningCheckpoint>? checkpoints = null)
    {
        if (FirstBadStep(curve) is { } bad)
        {
            return NotANumber(bad, used, checkpoints ?? []);
        }

        var points = curve.Points.Count(point => point.TrainLoss is not null);
        if (points < MinPoints)
        {
            return new CurveDiagnosis
            {
                Verdict = CurveVerdict.TooFewPoints,
                Summary = $"The curve has {points} training losses; {MinPoints} are needed for a judgement.",
                Figures = new Dictionary<string, double> { ["points"] = points },
            };
        }

        var figures = CurveFigures.Of(curve);
        var verdict = Judge(figures);
        var (next, reason) = Next(verdict, figures, used);
        return new CurveDiagnosis
        {
            Verdict = verdict,
            Summary = Summarize(verdict, figures),
            Figures = figures.ToDictionary(),
            BestStep = figures.BestStep,
            BestLoss = figures.BestLoss,
            BestCheckpoint = verdict is CurveVerdict.Overfitting or CurveVerdict.Diverged
                ? BestCheckpoint(checkpoints ?? [], figures.BestStep, figures.LastStep)
                : null,
            Next = next,
            NextReason = reason,
        };
    }

    private static CurveVerdict Judge(CurveFigures f)
    {
        // Some objectives (policy gradients, likelihood ratios) go below zero: ratios are of the loss's size.
        var gain = f.End - f.Lowest;
        var blownUp = gain > (BlowUpRatio - 1) * Math.Abs(f.Lowest) && gain > (f.Start - f.Lowest) / 2 && gain > 3 * f.Noise;
        if (f.End - f.Start > (DivergedRatio - 1) * Math.Abs(f.Start) || blownUp)
        {
            return CurveVerdict.Diverged;
        }

        if (Math.Abs(f.AtQuarter) < CollapsedLoss && Math.Abs(f.End) < CollapsedLoss)
        {
            return CurveVerdict.Collapsed;
        }

        // A training loss that rises with the validation loss is a restless optimiser, not overfitting.
        var rise = f.LastValidation - f.BestValidation;
        if (
            rise > OverfittingRise * Math.Abs(f.BestValidation ?? 0)
            && rise > CertainRise * f.ValidationError
            && f.BestStep < f.LastStep
            && f.End < f.TrainAtBest
        )
        {
            return CurveVerdict.Overfitting;
        }

        if (f.Noise > JitterNoise * Math.Abs(f.End) && f.Start - f.End < f.Noise)
        {
            return CurveVerdict.Jitter;
        }

        return f.LateFall > StillFalling && f.LateTrend < -Significant ? CurveVerdict.StillFalling : CurveVerdict.Converged;
    }

    private static (TrainingParameters? Next, string? Reason) Next(CurveVerdict verdict, CurveFigures f, TrainingParameters used)
    {
        // The epoch in which the validation loss was best, rounded up: a checkpoint is taken at its end.
        var bestEpoch = Math.Max(1, (int)Math.Ceiling((double)f.BestStep / Math.Max(1, f.LastStep) * used.Epochs));
        return verdict switch
        {
            CurveVerdict.StillFalling => (
                used with
                {
                    Epochs = Math.Max(used.Epochs + 1, (int)Math.Ceiling(used.Epochs * 1.5)),
                },
                "half as many epochs more, because the loss has not settled"
            ),
            CurveVerdict.Overfitting when bestEpoch < used.Epochs => (
                used with
                {
                    Epochs = bestEpoch,
                },
                "as many epochs as it took to the lowest validation loss"
            ),
            CurveVerdict.Overfitting => (Slower(used, 2), "half the learning rate, because the best step lies within an epoch"),
            CurveVerdict.Jitter => (Slower(used, 2), "half the learning rate, against the jitter"),
            CurveVerdict.Diverged => (Slower(used, 4), "a quarter of the learning rate, because the loss grew"),
            CurveVerdict.Collapsed => (
                Slower(used, 2),
                "half the learning rate; but look first whether the answers are all alike or stand in the prompts"
            ),
            _ => (null, null),
        };
    }

    private static string Summarize(CurveVerdict verdict, CurveFigures f) =>
        verdict switch
        {
            CurveVerdict.Diverged => Text(
                $"The training loss went from {f.Start:0.###} by way of {f.Lowest:0.###} to {f.End:0.###}: it diverged."
            ),
            CurveVerdict.Collapsed => Text(
                $"The training loss was {f.AtQuarter:0.####} after a quarter of the steps: nothing was left to learn."
            ),
            CurveVerdict.Overfitting => Text(
                $"The validation loss was lowest at step {f.BestStep} ({f.BestValidation:0.###}) and rose to {f.LastValidation:0.###}, while the training loss fell from {f.TrainAtBest:0.###} to {f.End:0.###}."
            ),
            CurveVerdict.Jitter => Text(
                $"The training loss jumps by ±{f.Noise:0.###} about {f.End:0.###} and has fallen by no more than that."
            ),
            CurveVerdict.StillFalling => Text($"Over its last third the loss still fell by {f.LateFall:P0}, to {f.BestLoss:0.###}."),
            _ => Text(
                $"The training loss went from {f.Start:0.###} to {f.End:0.###} and has settled; the best loss is {f.BestLoss:0.###}, at step {f.BestStep}."
            ),
        };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static TrainingParameters Slower(TrainingParameters used, double by) =>
        used with
        {
            LearningRateMultiplier = Math.Max(LowestMultiplier, used.LearningRateMultiplier / by),
        };

    private static int? FirstBadStep(LossCurve curve) =>
        curve.Points.FirstOrDefault(point => Bad(point.TrainLoss) || Bad(point.ValidationLoss) || Bad(point.FullValidationLoss))?.Step;

    private static bool Bad(double? loss) => loss is { } value && !double.IsFinite(value);

    private static CurveDiagnosis NotANumber(int step, TrainingParameters used, IReadOnlyList<FineTuningCheckpoint> checkpoints) =>
        new()
        {
            Verdict = CurveVerdict.NotANumber,
            Summary = $"At step {step} a loss is not a finite number: the training broke there.",
            Figures = new Dictionary<string, double> { ["first_bad_step"] = step },
            BestCheckpoint = BestCheckpoint([.. checkpoints.Where(checkpoint => checkpoint.Step < step)], step - 1, int.MaxValue),
            Next = Slower(used, 4),
            NextReason = "a quarter of the learning rate, because the loss overflowed",
        };

    /// <summary>The checkpoint of the lowest validation loss, or the one nearest the best step where losses are unknown; null when that is the final model.</summary>
    private static string? BestCheckpoint(IReadOnlyList<FineTuningCheckpoint> checkpoints, int bestStep, int lastStep)
    {
        var measured = checkpoints.Where(checkpoint => checkpoint.ValidationLoss is { } loss && double.IsFinite(loss)).ToList();
        var best =
            measured.Count > 0
                ? measured.MinBy(checkpoint => checkpoint.ValidationLoss)
                : checkpoints.MinBy(checkpoint => Math.Abs(checkpoint.Step - bestStep));
        return best is null || best.Step >= lastStep ? null : best.Model;
    }
}
