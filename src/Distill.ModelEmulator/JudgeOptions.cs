namespace Distill.ModelEmulator;

/// <summary>Flaws of an emulated judge, so that evaluation code can be tested against them. None by default.</summary>
public sealed class JudgeOptions
{
    /// <summary>Added to the quality (0 to 1) of the answer shown first in a comparison, -1 to 1. Default 0.</summary>
    public double PositionBias { get; set; }

    /// <summary>Added to the quality of the longer answer in a comparison, times the share by which it is longer (0 to 1); -1 to 1. Default 0.</summary>
    public double LengthBias { get; set; }

    /// <summary>Share of verdicts that cannot be read (a refusal, an empty text, prose, a score off the scale), 0 to 1; seeded by the chat. Default 0.</summary>
    public double MalformedRate { get; set; }

    /// <summary>Standard deviation of noise added to every quality (0 to 1), 0 to 1; seeded by the prompt. Default 0.</summary>
    public double Noise { get; set; }

    /// <summary>Qualities closer than this are called the same, 0 to 1. Default 0.05.</summary>
    public double TieMargin { get; set; } = 0.05;
}
