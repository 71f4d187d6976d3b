namespace Distill.Core.PreferencePairs;

/// <summary>How far the chosen answers of a set of pairs are longer than the rejected ones: what a model may learn in place of quality. Immutable.</summary>
/// <param name="Pairs">Pairs counted.</param>
/// <param name="ChosenLonger">Pairs whose chosen answer is the longer one.</param>
/// <param name="RejectedLonger">Pairs whose rejected answer is.</param>
/// <param name="LogRatioSum">Sum over pairs of ln(chosen / rejected), in characters.</param>
public sealed record LengthSkew(long Pairs, long ChosenLonger, long RejectedLonger, double LogRatioSum)
{
    /// <summary>No pairs yet.</summary>
    public static LengthSkew None { get; } = new(0, 0, 0, 0);

    /// <summary>Share of pairs whose chosen answer is longer; 0.5 is even. Null without pairs.</summary>
    public double? ChosenLongerShare => Pairs == 0 ? null : (ChosenLonger + (0.5 * (Pairs - ChosenLonger - RejectedLonger))) / Pairs;

    /// <summary>Geometric mean of the length of the chosen answer over that of the rejected one; 1 is even. Null without pairs.</summary>
    public double? MeanRatio => Pairs == 0 ? null : Math.Exp(LogRatioSum / Pairs);

    /// <summary>With one more pair; both answers have at least a character.</summary>
    public LengthSkew With(PairMaterial pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        var (chosen, rejected) = (pair.Chosen.Length, pair.Rejected.Length);
        return new LengthSkew(
            Pairs + 1,
            ChosenLonger + (chosen > rejected ? 1 : 0),
            RejectedLonger + (rejected > chosen ? 1 : 0),
            LogRatioSum + Math.Log((double)chosen / rejected)
        );
    }
}
