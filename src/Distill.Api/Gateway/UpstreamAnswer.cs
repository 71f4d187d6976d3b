using System.Globalization;

namespace Distill.Api.Gateway;

/// <summary>What came of asking one model: an answer read to its end, the beginning of a stream, or a failure. Not thread-safe; disposing it ends the call.</summary>
internal sealed class UpstreamAnswer(RouteTarget target, Deadline deadline) : IDisposable
{
    private const int TooManyRequests = 429;
    private const int RequestTimeout = 408;
    private const int FirstServerError = 500;

    /// <summary>Who was asked.</summary>
    public RouteTarget Target { get; } = target;

    /// <summary>Ends the call.</summary>
    public Deadline Deadline { get; } = deadline;

    /// <summary>The platform's answer; null when there is none.</summary>
    public HttpResponseMessage? Message { get; set; }

    /// <summary>The rest of a stream; null for an answer that was read to its end.</summary>
    public Stream? Stream { get; set; }

    /// <summary>What was read so far: all, or the first part of a stream.</summary>
    public PooledBytes? Content { get; set; }

    /// <summary>Status for the caller.</summary>
    public int Status { get; private set; }

    /// <summary>What went wrong on the way, as a word; null when the platform answered, be it with an error.</summary>
    public string? Error { get; private set; }

    /// <summary>The failure in words, for the host's log.</summary>
    public string? Detail { get; private set; }

    /// <summary>True when another model may be asked instead.</summary>
    public bool MayFallBack => Error is not null || Status is RequestTimeout or TooManyRequests or >= FirstServerError;

    /// <summary>True for server-sent events.</summary>
    public bool IsEventStream { get; set; }

    /// <summary>The platform answered.</summary>
    public void Answered(HttpResponseMessage message)
    {
        Message = message;
        Status = (int)message.StatusCode;
    }

    /// <summary>It did not, or not to the end.</summary>
    public void Failed(int status, string error, string? detail)
    {
        Status = status;
        Error = error;
        Detail = detail;
    }

    /// <summary>Why another model is asked, as a word.</summary>
    public string Reason => Error ?? Status.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public void Dispose()
    {
        Stream?.Dispose();
        Message?.Dispose();
        Content?.Release();
        Deadline.Dispose();
    }
}
