namespace Distill.Providers.OpenAICompatible;

/// <summary>A platform answered a request with a status other than success.</summary>
internal sealed class RejectedRequestException(int status, ProviderError error, TimeSpan? retryAfter)
    : Exception($"HTTP {status}: {error.Message}")
{
    public int Status { get; } = status;

    public ProviderError Error { get; } = error;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
