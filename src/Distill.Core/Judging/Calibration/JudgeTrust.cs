namespace Distill.Core.Judging.Calibration;

/// <summary>Whether a judge may decide in people's stead.</summary>
public enum JudgeTrust
{
    /// <summary>Shown to agree with people well enough.</summary>
    Trusted,

    /// <summary>Agrees too little: reports say so, and gates refuse its verdicts.</summary>
    NotTrusted,

    /// <summary>Not shown either way: label more samples.</summary>
    NeedsLabels,
}
