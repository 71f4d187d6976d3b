namespace Distill.ModelEmulator;

/// <summary>How long a model takes, drawn from a seeded normal distribution by request index.</summary>
public sealed class LatencyOptions
{
    /// <summary>Mean time to the first token in milliseconds, 0 or more. Default 0.</summary>
    public double MeanMilliseconds { get; set; }

    /// <summary>Standard deviation in milliseconds, 0 or more; draws below zero count as zero. Default 0.</summary>
    public double DeviationMilliseconds { get; set; }

    /// <summary>Answer tokens a second after the first; streaming shows them one by one. Default 0: all at once.</summary>
    public double TokensPerSecond { get; set; }
}
