namespace Distill.Core.Training.Curves;

/// <summary>Verdicts in words.</summary>
public static class CurveVerdictText
{
    /// <summary>The verdict as people say it: <c>still falling</c>.</summary>
    public static string Of(CurveVerdict verdict) =>
        verdict switch
        {
            CurveVerdict.TooFewPoints => "too few points",
            CurveVerdict.StillFalling => "still falling",
            CurveVerdict.NotANumber => "not a number",
            _ => verdict.ToString().ToLowerInvariant(),
        };
}
