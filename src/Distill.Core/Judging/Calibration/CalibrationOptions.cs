using Distill.Core.Statistics;

namespace Distill.Core.Judging.Calibration;

/// <summary>When a judge is trusted.</summary>
public sealed record CalibrationOptions
{
    /// <summary>
    /// Least kappa that must be shown, with 95% confidence, -1 to 1. Default 0.4: the border below which agreement beyond chance is called poor (J. L. Fleiss, "Statistical
    /// Methods for Rates and Proportions", 1981, section 13.1) or no more than fair (J. R. Landis and G. G. Koch, Biometrics 33 (1977) 159-174). People who judge the same open
    /// answers reach 0.4 to 0.6 among themselves, so more would refuse judges that are as good as another person.
    /// </summary>
    public double MinKappa { get; init; } = 0.4;

    /// <summary>Fewest labelled samples with a valid verdict, at least 2. Default 50: below, the large-sample interval of kappa means little.</summary>
    public long MinLabels { get; init; } = 50;

    /// <summary>Largest share of verdicts that could not be read, 0 to 1. Default 0.1: what is left out beyond that may not be left out by chance.</summary>
    public double MaxInvalid { get; init; } = 0.1;

    /// <summary>How far a disagreement counts. Default in full; quadratic is usual for scales.</summary>
    public KappaWeights Weights { get; init; }
}
