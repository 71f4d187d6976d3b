namespace Distill.ModelEmulator.Statistics;

/// <summary>How a request ended.</summary>
internal enum Outcome
{
    /// <summary>With an answer that was sent whole.</summary>
    Answered,

    /// <summary>429.</summary>
    Throttled,

    /// <summary>5xx.</summary>
    Failed,

    /// <summary>Another 4xx.</summary>
    Refused,

    /// <summary>Without an answer: it hung, or the client left.</summary>
    Abandoned,
}
