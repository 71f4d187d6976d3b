using System.Globalization;
using Cronos;
using Microsoft.Extensions.Configuration;

namespace Distill.LocalHost.Triggers.Timers;

/// <summary>When a timer function runs: six cron fields (seconds first) or five, or an interval, in UTC. Immutable, thread-safe.</summary>
internal sealed class TimerSchedule
{
    private readonly CronExpression? cron;
    private readonly TimeSpan interval;

    private TimerSchedule(CronExpression? cron, TimeSpan interval)
    {
        this.cron = cron;
        this.interval = interval;
    }

    /// <summary>Reads a schedule; <c>%Name%</c> is replaced by that setting.</summary>
    /// <exception cref="FormatException">The setting is missing, or the text is no schedule; the message says which.</exception>
    public static TimerSchedule Parse(string text, IConfiguration settings)
    {
        var resolved = Resolve(text, settings);
        if (TimeSpan.TryParse(resolved, CultureInfo.InvariantCulture, out var interval))
        {
            return interval > TimeSpan.Zero
                ? new TimerSchedule(null, interval)
                : throw new FormatException($"The interval '{resolved}' must be longer than zero.");
        }

        try
        {
            var fields = resolved.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
            return new TimerSchedule(
                CronExpression.Parse(resolved, fields == 5 ? CronFormat.Standard : CronFormat.IncludeSeconds),
                default
            );
        }
        catch (CronFormatException failure)
        {
            throw new FormatException($"'{resolved}' is no schedule: {failure.Message}", failure);
        }
    }

    /// <summary>The next occurrence after a moment; null when there is none any more.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset moment) =>
        cron is null ? moment + interval : cron.GetNextOccurrence(moment, TimeZoneInfo.Utc);

    private static string Resolve(string text, IConfiguration settings)
    {
        if (text is not ['%', .. var name, '%'])
        {
            return text;
        }

        return settings[name] is { Length: > 0 } value
            ? value
            : throw new FormatException($"The setting '{name}', which holds the schedule, is missing.");
    }
}
