using System.Globalization;

namespace Distill.Cli.Progress;

/// <summary>Numbers as people read them.</summary>
internal static class Figures
{
    /// <summary><c>12,345</c>.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Money with four significant digits below one, else two decimals: <c>0.0312</c>, <c>12.50</c>.</summary>
    public static string Money(decimal value) =>
        value.ToString(
            value is 0 or >= 1 ? "N2"
                : value >= 0.01m ? "0.0000"
                : "0.000000",
            CultureInfo.InvariantCulture
        );

    /// <summary><c>0.8 s</c>, <c>42 s</c>, <c>3 min 05 s</c>, <c>2 h 10 min</c>.</summary>
    public static string Duration(TimeSpan time) =>
        time switch
        {
            { TotalSeconds: < 9.95 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
            { TotalSeconds: < 59.5 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
            { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds:00} s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes:00} min"),
        };

    /// <summary><c>850 ms</c>, <c>1.2 s</c>.</summary>
    public static string Latency(double milliseconds) =>
        milliseconds < 1000
            ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms")
            : string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.0} s");

    /// <summary>A moment in local time: <c>2026-11-24 08:30</c>.</summary>
    public static string Time(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
