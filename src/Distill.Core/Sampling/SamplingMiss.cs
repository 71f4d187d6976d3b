namespace Distill.Core.Sampling;

/// <summary>Why a record is not in a sample.</summary>
public enum SamplingMiss
{
    /// <summary>A window is asked for, and the record tells no time.</summary>
    NoTime,

    /// <summary>It is before or after the window.</summary>
    OutsideWindow,

    /// <summary>A keyword is missing, or one occurs that must not.</summary>
    Keywords,

    /// <summary>The filter says no.</summary>
    Filter,

    /// <summary>Its stratum is not asked for.</summary>
    Stratum,

    /// <summary>It matched, and chance chose others.</summary>
    NotDrawn,
}
