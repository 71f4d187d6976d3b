using System.Globalization;

namespace Distill.Providers.OpenAICompatible;

/// <summary>When a provider says to come back: <c>retry-after-ms</c> (OpenAI, Azure), <c>Retry-After</c> in seconds or as a date (RFC 9110, section 10.2.3).</summary>
internal static class RetryAfterHeader
{
    /// <summary>The wait from <paramref name="now"/>, never negative; null when there is none or it cannot be read.</summary>
    public static TimeSpan? Read(string? milliseconds, string? retryAfter, DateTimeOffset now)
    {
        if (TryNumber(milliseconds, out var exact))
        {
            return Bounded(exact / 1000);
        }

        if (TryNumber(retryAfter, out var seconds))
        {
            return Bounded(seconds);
        }

        return DateTimeOffset.TryParse(retryAfter, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? Bounded((date - now).TotalSeconds)
            : null;
    }

    private static bool TryNumber(string? text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
        && double.IsFinite(number);

    // A day bounds what a broken header may do; timers cannot wait much longer either.
    private static TimeSpan Bounded(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400));
}
