namespace Distill.ModelEmulator.Faults;

/// <summary>What goes wrong with a request.</summary>
internal enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>429 with Retry-After.</summary>
    TooManyRequests,

    /// <summary>500.</summary>
    ServerError,

    /// <summary>503.</summary>
    Unavailable,

    /// <summary>No answer.</summary>
    Hang,

    /// <summary>Half an answer.</summary>
    Truncation,

    /// <summary>An answer in the wrong form.</summary>
    Malformed,
}
