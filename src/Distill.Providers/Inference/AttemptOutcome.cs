using System.Runtime.InteropServices;
using Distill.Core.Inference;

namespace Distill.Providers.Inference;

internal enum AttemptKind
{
    /// <summary>The model has answered.</summary>
    Answered,

    /// <summary>The model will refuse this call whenever it is asked.</summary>
    Refused,

    /// <summary>Status 429: later.</summary>
    Throttled,

    /// <summary>Server error, time-out, lost connection: again, a limited number of times.</summary>
    Failed,

    /// <summary>No connection was made.</summary>
    Unreachable,

    /// <summary>Key, quota, address or model name are wrong: no call can succeed.</summary>
    Denied,
}

/// <summary>What came of sending a call once.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AttemptOutcome(AttemptKind Kind, string Message)
{
    public ChatAnswer? Answer { get; private init; }

    public CallRefusal? Refusal { get; private init; }

    public TimeSpan? RetryAfter { get; private init; }

    public static AttemptOutcome Answered(ChatAnswer answer) => new(AttemptKind.Answered, "") { Answer = answer };

    public static AttemptOutcome Refused(string reason, string message) =>
        new(AttemptKind.Refused, message) { Refusal = new CallRefusal(reason, message) };

    public static AttemptOutcome Throttled(string message, TimeSpan? retryAfter) =>
        new(AttemptKind.Throttled, message) { RetryAfter = retryAfter };

    public static AttemptOutcome Failed(string message, TimeSpan? retryAfter = null) =>
        new(AttemptKind.Failed, message) { RetryAfter = retryAfter };

    public static AttemptOutcome Unreachable(string message) => new(AttemptKind.Unreachable, message);

    public static AttemptOutcome Denied(string message) => new(AttemptKind.Denied, message);
}
