namespace Distill.ModelEmulator;

/// <summary>Faults of a model. Rates are shares of requests, 0 to 1, together at most 1; which request is hit depends on the seed and its index only.</summary>
public sealed class FaultOptions
{
    /// <summary>Share answered 429 with <c>Retry-After</c>, whatever the limits. Default 0.</summary>
    public double TooManyRequestsRate { get; set; }

    /// <summary>Seconds in <c>Retry-After</c> of such an answer, 0 or more. Default 1.</summary>
    public double RetryAfterSeconds { get; set; } = 1;

    /// <summary>Share answered 500. Default 0.</summary>
    public double ServerErrorRate { get; set; }

    /// <summary>Share answered 503. Default 0.</summary>
    public double UnavailableRate { get; set; }

    /// <summary>Share that gets no answer until the client gives up or <see cref="HangSeconds"/> passed. Default 0.</summary>
    public double HangRate { get; set; }

    /// <summary>Longest hang in seconds, after which the connection is cut. Default 600.</summary>
    public double HangSeconds { get; set; } = 600;

    /// <summary>Share whose answer is cut in the middle with finish reason <c>length</c>. Default 0.</summary>
    public double TruncationRate { get; set; }

    /// <summary>Share whose answer is not in the form that was asked for (a lost brace, chatter around it). Default 0.</summary>
    public double MalformedRate { get; set; }

    /// <summary>Words that make a prompt be refused: HTTP 400, code <c>content_filter</c>. Default none.</summary>
    public IList<string> ContentFilter { get; set; } = [];
}
