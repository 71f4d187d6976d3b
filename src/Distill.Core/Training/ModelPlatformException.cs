namespace Distill.Core.Training;

/// <summary>A model platform did not do what it was asked, though it can be used: a file it refuses, an unknown job, a server error.</summary>
/// <param name="model">Name of the configuration entry.</param>
/// <param name="message">What happened, where, and what the platform said.</param>
/// <param name="mayRetry">True when the same request may succeed later.</param>
/// <param name="retryAfter">When the platform says to come back, or null.</param>
/// <param name="inner">The cause.</param>
public sealed class ModelPlatformException(
    string model,
    string message,
    bool mayRetry,
    TimeSpan? retryAfter = null,
    Exception? inner = null
) : Exception(message, inner)
{
    /// <summary>Name of the configuration entry.</summary>
    public string Model { get; } = model;

    /// <summary>True when the same request may succeed later.</summary>
    public bool MayRetry { get; } = mayRetry;

    /// <summary>When the platform says to come back, or null.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
