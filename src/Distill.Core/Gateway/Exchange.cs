namespace Distill.Core.Gateway;

/// <summary>A request and what came of it, as it is logged.</summary>
public sealed class Exchange
{
    /// <summary>Id of the answer.</summary>
    public required string Asid { get; init; }

    /// <summary>When the request came.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The name the caller asked for: an alias, or a configured model.</summary>
    public required string Alias { get; init; }

    /// <summary>What was asked for.</summary>
    public ExchangeKind Kind { get; init; }

    /// <summary>Where fields of the request stand.</summary>
    public required RequestOutline Outline { get; init; }

    /// <summary>The request's body as the caller sent it.</summary>
    public required ReadOnlyMemory<byte> Request { get; init; }

    /// <summary>The asid of the answer that the caller got, when this is a shadow's; null for an answer that was returned.</summary>
    public string? ShadowOf { get; init; }

    /// <summary>The caller's key of the user, from the body or a header; logged as its hash only. Null when there is none.</summary>
    public string? User { get; init; }

    /// <summary>The configured model that was asked last.</summary>
    public string? Target { get; set; }

    /// <summary>The provider's name of the model that was asked for.</summary>
    public string? Model { get; set; }

    /// <summary>The trained version, when the target names one.</summary>
    public string? Version { get; set; }

    /// <summary>The configured model that failed first, when a fallback was asked; null when none was.</summary>
    public string? FailedTarget { get; set; }

    /// <summary>Its trained version, when the target names one.</summary>
    public string? FailedVersion { get; set; }

    /// <summary>The answer as it came.</summary>
    public ReadOnlyMemory<byte> Response { get; set; }

    /// <summary>Where the platform's count of tokens stands in it, when that was met on the way; nothing has been looked for when it is empty.</summary>
    public JsonSpan Usage { get; set; }

    /// <summary>Its form.</summary>
    public AnswerForm Form { get; set; }

    /// <summary>HTTP status that the caller got; 499 when it left.</summary>
    public int Status { get; set; }

    /// <summary>Milliseconds from the request to the end of the answer.</summary>
    public double LatencyMs { get; set; }

    /// <summary>Milliseconds to the first chunk; null when the answer was not streamed.</summary>
    public double? FirstTokenMs { get; set; }

    /// <summary>What went wrong, as a word: <c>upstream_timeout</c>, <c>client_closed_request</c> …; null when nothing did.</summary>
    public string? Error { get; set; }
}
