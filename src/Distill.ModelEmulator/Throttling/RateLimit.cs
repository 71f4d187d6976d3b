using System.Globalization;
using Distill.ModelEmulator.Protocol;
using Microsoft.AspNetCore.Http;

namespace Distill.ModelEmulator.Throttling;

/// <summary>Requests and tokens of the last 60 seconds against a model's limits. A refused request does not count. Thread-safe.</summary>
/// <remarks>The tokens of a prompt count when it is admitted, those of its answer when they are known.</remarks>
internal sealed class RateLimit(int? requestsPerMinute, int? tokensPerMinute, TimeProvider timeProvider)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Queue<(long Time, int Requests, int Tokens)> recent = [];
    private readonly Lock gate = new();
    private long requests;
    private long tokens;

    /// <summary>Admits a request.</summary>
    /// <param name="promptTokens">Its tokens.</param>
    /// <exception cref="ApiException">429: a limit is reached; says when to come again.</exception>
    public void Admit(int promptTokens)
    {
        if (requestsPerMinute is null && tokensPerMinute is null)
        {
            return;
        }

        lock (gate)
        {
            var now = timeProvider.GetTimestamp();
            Forget(now);
            if (requests + 1 > requestsPerMinute)
            {
                throw Refuse("requests", requestsPerMinute.Value, UntilFree(now, 1, 0));
            }

            // A prompt larger than the whole limit is let through when nothing else runs, or it could never be answered.
            if (tokens > 0 && tokens + promptTokens > tokensPerMinute)
            {
                throw Refuse("tokens", tokensPerMinute.Value, UntilFree(now, 0, promptTokens));
            }

            Add(now, 1, promptTokens);
        }
    }

    /// <summary>Counts the tokens of an answer.</summary>
    public void AddTokens(int count)
    {
        if (tokensPerMinute is not null)
        {
            lock (gate)
            {
                Add(timeProvider.GetTimestamp(), 0, count);
            }
        }
    }

    /// <summary>Writes OpenAI's rate-limit headers.</summary>
    public void WriteHeaders(IHeaderDictionary headers)
    {
        lock (gate)
        {
            var now = timeProvider.GetTimestamp();
            Forget(now);
            Write(headers, "requests", requestsPerMinute, requests, now);
            Write(headers, "tokens", tokensPerMinute, tokens, now);
        }
    }

    private void Write(IHeaderDictionary headers, string what, int? limit, long used, long now)
    {
        if (limit is null)
        {
            return;
        }

        var reset = recent.TryPeek(out var oldest) ? Window - timeProvider.GetElapsedTime(oldest.Time, now) : TimeSpan.Zero;
        headers[$"x-ratelimit-limit-{what}"] = limit.Value.ToString(CultureInfo.InvariantCulture);
        headers[$"x-ratelimit-remaining-{what}"] = Math.Max(0, limit.Value - used).ToString(CultureInfo.InvariantCulture);
        headers[$"x-ratelimit-reset-{what}"] = string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(reset.TotalMilliseconds)}ms");
    }

    private void Add(long now, int addedRequests, int addedTokens)
    {
        recent.Enqueue((now, addedRequests, addedTokens));
        requests += addedRequests;
        tokens += addedTokens;
    }

    private void Forget(long now)
    {
        while (recent.TryPeek(out var oldest) && timeProvider.GetElapsedTime(oldest.Time, now) >= Window)
        {
            recent.Dequeue();
            requests -= oldest.Requests;
            tokens -= oldest.Tokens;
        }
    }

    private TimeSpan UntilFree(long now, int neededRequests, int neededTokens)
    {
        var (leftRequests, leftTokens) = (requests, tokens);
        foreach (var entry in recent)
        {
            leftRequests -= entry.Requests;
            leftTokens -= entry.Tokens;
            var fits =
                !(leftRequests + neededRequests > requestsPerMinute) && (leftTokens <= 0 || !(leftTokens + neededTokens > tokensPerMinute));
            if (fits)
            {
                return Window - timeProvider.GetElapsedTime(entry.Time, now);
            }
        }

        return Window;
    }

    private static ApiException Refuse(string what, int limit, TimeSpan retryAfter) =>
        ApiException.TooManyRequests(
            $"Rate limit reached on {what} per min: limit {limit}. Please try again in {retryAfter.TotalSeconds:0.000}s.",
            what,
            retryAfter
        );
}
