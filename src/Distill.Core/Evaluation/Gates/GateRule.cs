namespace Distill.Core.Evaluation.Gates;

/// <summary>When a challenger may take the baseline's place. Margins and advantages are of (G - B) / N, -1 to 1: twice a win rate's distance from 1/2, or a difference of accuracies.</summary>
public sealed record GateRule
{
    /// <summary>What is to be shown over all samples. Default superiority.</summary>
    public GateClaim Claim { get; init; }

    /// <summary>The disadvantage over all samples that non-inferiority accepts, above 0 to less than 1. Default 0.05.</summary>
    public double Margin { get; init; } = 0.05;

    /// <summary>The least advantage worth finding, above 0 to 1; it sizes the evaluation that superiority needs. Default 0.1.</summary>
    public double WorthwhileAdvantage { get; init; } = 0.1;

    /// <summary>The disadvantage that is accepted on a slice, above 0 to less than 1. Default 0.15: slices are small, and a narrow margin would ask for thousands of samples of each.</summary>
    public double SliceMargin { get; init; } = 0.15;

    /// <summary>One-sided error rate of each claim; for slices of all of them together. Above 0 to 0.5. Default 0.025.</summary>
    public double Alpha { get; init; } = 0.025;

    /// <summary>Chance that a challenger of the size looked for is found, 0.5 to less than 1. Default 0.8; sizes the evaluation.</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>Fewest samples of any decision, whatever the power calculation says. Default 100.</summary>
    public long MinSamples { get; init; } = 100;

    /// <summary>Fewest samples of a slice. Default 30.</summary>
    public long MinSliceSamples { get; init; } = 30;

    /// <summary>Samples of a slice after which an undecided one counts as failed. Default 2,000.</summary>
    public long MaxSliceSamples { get; init; } = 2000;

    /// <summary>Least quality as a ratio to the teacher's, the whole interval above it; null does not ask. Default null.</summary>
    public double? QualityFloor { get; init; }

    /// <summary>Most latency at the 95th percentile in milliseconds; null does not ask.</summary>
    public double? MaxP95Ms { get; init; }

    /// <summary>Most money for 1,000 requests; null does not ask.</summary>
    public decimal? MaxCostPerThousand { get; init; }

    /// <summary>Whether a judge's verdicts count only when the judge is calibrated. Default true; without effect where gold labels decide.</summary>
    public bool RequireCalibration { get; init; } = true;

    /// <summary>Checks the limits.</summary>
    /// <exception cref="InvalidSettingException">A setting is out of its limits; the message names it.</exception>
    public void Validate()
    {
        Check(Margin is > 0 and < 1, "margin", "above 0 and below 1");
        Check(WorthwhileAdvantage is > 0 and <= 1, "worthwhileAdvantage", "above 0, at most 1");
        Check(SliceMargin is > 0 and < 1, "sliceMargin", "above 0 and below 1");
        Check(Alpha is > 0 and <= 0.5, "alpha", "above 0, at most 0.5");
        Check(Power is >= 0.5 and < 1, "power", "at least 0.5 and below 1");
        Check(MinSamples >= 1 && MinSliceSamples >= 1, "minSamples", "at least 1");
        Check(MaxSliceSamples >= MinSliceSamples, "maxSliceSamples", "at least minSliceSamples");
        Check(QualityFloor is null or > 0, "qualityFloor", "above 0");
    }

    private static void Check(bool holds, string name, string limits)
    {
        if (!holds)
        {
            throw new InvalidSettingException($"The gate's '{name}' must be {limits}.");
        }
    }
}
