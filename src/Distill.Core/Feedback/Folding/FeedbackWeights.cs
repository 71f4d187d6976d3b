using Distill.Core.Evaluation;

namespace Distill.Core.Feedback.Folding;

/// <summary>How much each signal counts in the quality score of an answer; 0 leaves it out. What users say counts more than what they do.</summary>
public sealed record FeedbackWeights
{
    /// <summary>A thumb. Default 3.</summary>
    public double Thumb { get; init; } = 3;

    /// <summary>A rating. Default 3.</summary>
    public double Rating { get; init; } = 3;

    /// <summary>A text the user would have preferred: the less the answer is like it, the worse. Default 2.</summary>
    public double Preferred { get; init; } = 2;

    /// <summary>A text the user made of the answer: nearly the same is praise, a rewriting is not. Default 2.</summary>
    public double Edit { get; init; } = 2;

    /// <summary>The user stopped the answer. Default 1.</summary>
    public double Stop { get; init; } = 1;

    /// <summary>The user asked again. Default 1.</summary>
    public double Retry { get; init; } = 1;

    /// <summary>The user copied it. Default 1.</summary>
    public double Copy { get; init; } = 1;

    /// <summary>The user downloaded it. Default 1.</summary>
    public double Download { get; init; } = 1;

    /// <summary>The user followed a link in it. Default 0.5.</summary>
    public double Click { get; init; } = 0.5;

    /// <summary>The user ordered. Default 1.</summary>
    public double Order { get; init; } = 1;

    /// <summary>The user did what the product is for. Default 1.</summary>
    public double Conversion { get; init; } = 1;

    /// <summary>Time on the answer; it says different things of different products. Default 0.</summary>
    public double Dwell { get; init; }

    /// <summary>Seconds on the answer that count fully for it; none count fully against it. Above 0. Default 30.</summary>
    public double FullDwellSeconds { get; init; } = 30;

    /// <summary>Checks the limits.</summary>
    /// <exception cref="InvalidSettingException">A setting is out of its limits; the message names it.</exception>
    public void Validate()
    {
        (string Name, double Weight)[] weights =
        [
            ("thumb", Thumb),
            ("rating", Rating),
            ("preferred", Preferred),
            ("edit", Edit),
            ("stop", Stop),
            ("retry", Retry),
            ("copy", Copy),
            ("download", Download),
            ("click", Click),
            ("order", Order),
            ("conversion", Conversion),
            ("dwell", Dwell),
        ];
        foreach (var (name, weight) in weights)
        {
            if (!double.IsFinite(weight) || weight < 0)
            {
                throw new InvalidSettingException($"The weight '{name}' must be 0 or more.");
            }
        }

        if (!double.IsFinite(FullDwellSeconds) || FullDwellSeconds <= 0)
        {
            throw new InvalidSettingException("The setting 'fullDwellSeconds' must be above 0.");
        }
    }
}
