namespace Distill.Core.Inference.Retries;

/// <summary>How long to wait before a call is sent again. Pure: the caller brings the random number.</summary>
public static class RetryDelay
{
    private static readonly TimeSpan FirstAfterFailure = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan MostAfterFailure = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstAfterThrottling = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostAfterThrottling = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MostJitter = TimeSpan.FromSeconds(1);

    /// <summary>After a server error, time-out or lost connection: from 0.02 s, three times longer with each failure in a row, up to 30 s: a single fault costs next to nothing, and eight attempts span about a quarter of a minute.</summary>
    /// <param name="failures">Failures of the call so far, from 1.</param>
    /// <param name="retryAfter">What the provider asked for, or null.</param>
    /// <param name="random">0 to 1.</param>
    public static TimeSpan AfterFailure(int failures, TimeSpan? retryAfter, double random) =>
        retryAfter is { } asked ? Honour(asked, random) : BackOff(FirstAfterFailure, 3, failures, MostAfterFailure, random);

    /// <summary>After status 429: from 1 s, twice longer with each in a row, up to 60 s, unless the provider says when.</summary>
    /// <param name="throttles">Times the call was throttled so far, from 1.</param>
    /// <param name="retryAfter">What the provider asked for, or null.</param>
    /// <param name="random">0 to 1.</param>
    public static TimeSpan AfterThrottling(int throttles, TimeSpan? retryAfter, double random) =>
        retryAfter is { } asked ? Honour(asked, random) : BackOff(FirstAfterThrottling, 2, throttles, MostAfterThrottling, random);

    // Never earlier than asked; up to a tenth later, so that calls throttled together do not come back together.
    private static TimeSpan Honour(TimeSpan asked, double random)
    {
        var wait = asked > TimeSpan.Zero ? asked : TimeSpan.Zero;
        var jitter = wait / 10 < MostJitter ? wait / 10 : MostJitter;
        return wait + (jitter * random);
    }

    // Between half of the step and all of it.
    private static TimeSpan BackOff(TimeSpan first, double factor, int count, TimeSpan most, double random)
    {
        var step = Math.Min(first.TotalSeconds * Math.Pow(factor, count - 1), most.TotalSeconds);
        return TimeSpan.FromSeconds(step * (0.5 + (0.5 * random)));
    }
}
