namespace Microsoft.Azure.Functions.Worker;

/// <summary>Where the host's retries of an invocation stand.</summary>
public abstract class RetryContext
{
    /// <summary>Retries so far.</summary>
    public abstract int RetryCount { get; }

    /// <summary>Retries at most.</summary>
    public abstract int MaxRetryCount { get; }
}
