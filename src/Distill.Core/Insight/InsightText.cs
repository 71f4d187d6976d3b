using System.Globalization;

namespace Distill.Core.Insight;

/// <summary>Figures of insight as people read them, the same on a terminal and on a page.</summary>
public static class InsightText
{
    private const string Unknown = "–";

    /// <summary>A number: whole ones with separators, others with four significant digits; a moment to the minute, UTC.</summary>
    public static string Number(double? number, bool isTime) =>
        number is not { } value ? Unknown
        : isTime ? Moment(value)
        : value == Math.Floor(value) && Math.Abs(value) < 1e15 ? value.ToString("#,0", CultureInfo.InvariantCulture)
        : Math.Abs(value) is >= 1000 and < 1e15 ? value.ToString("#,0.0", CultureInfo.InvariantCulture)
        : value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage.</summary>
    public static string Share(double? share) => share is { } known ? known.ToString("0.0%", CultureInfo.InvariantCulture) : Unknown;

    /// <summary>A share of a whole.</summary>
    public static string Share(long part, long whole) => Share(whole == 0 ? null : (double)part / whole);

    /// <summary>The lower bound of a bin, and that it is open when it holds everything beyond.</summary>
    public static string Bin(HistogramBin bin, bool isTime)
    {
        ArgumentNullException.ThrowIfNull(bin);
        return Number(bin.Low, isTime) + (bin.High is null ? " +" : "");
    }

    // JavaScript's range of times, which is wider than that of .NET.
    private static string Moment(double milliseconds) =>
        milliseconds is > -62_135_596_800_000 and < 253_402_300_800_000
            ? DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            : Number(milliseconds, isTime: false);
}
