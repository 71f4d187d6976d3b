using System.Globalization;

namespace Distill.Core.Filtering;

/// <summary>Texts that are numbers or times, by one strict reading, which every engine that runs a filter shares. Thread-safe.</summary>
public static class ScalarText
{
    /// <summary>0001-01-01T00:00:00Z in microseconds since 1970.</summary>
    public const long Earliest = -62_135_596_800_000_000;

    /// <summary>9999-12-31T23:59:59.999999Z in microseconds since 1970.</summary>
    public const long Latest = 253_402_300_799_999_999;

    private const long SecondsLimit = 100_000_000_000;
    private const long MillisecondsLimit = SecondsLimit * 1000;

    /// <summary>Reads a JSON number that is finite; a leading plus is none.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out double number)
    {
        number = 0;
        return IsJsonNumber(text)
            && double.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out number
            )
            && double.IsFinite(number);
    }

    /// <summary>
    /// Reads <c>yyyy-MM-dd</c>, optionally with <c>T</c> or a space and <c>HH:mm</c>, <c>:ss</c>, a fraction of up to nine digits, and <c>Z</c> or an offset.
    /// Without an offset it is UTC; digits beyond microseconds are cut off.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="micros">Microseconds since 1970-01-01T00:00:00Z.</param>
    public static bool TryTime(ReadOnlySpan<char> text, out long micros)
    {
        micros = 0;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-' || !Day(text, out var ticks))
        {
            return false;
        }

        micros = (ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        if (text.Length == 10)
        {
            return true;
        }

        var rest = text[11..];
        return text[10] is 'T' or ' ' && Clock(ref rest, ref micros) && Offset(rest, ref micros) && micros is >= Earliest and <= Latest;
    }

    /// <summary>A number as seconds since 1970 below 1e11, as milliseconds below 1e14; larger and negative ones are no time.</summary>
    public static bool TryTime(double number, out long micros)
    {
        var isTime = number is >= 0 and < MillisecondsLimit;
        micros = isTime ? (long)Math.Floor(number * (number < SecondsLimit ? 1_000_000 : 1_000)) : 0;
        return isTime;
    }

    /// <summary>A moment in ISO 8601, UTC.</summary>
    public static string Time(long micros)
    {
        var time = DateTimeOffset.UnixEpoch.AddMicroseconds(micros);
        return time.ToString(
            micros % 1_000_000 == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'",
            CultureInfo.InvariantCulture
        );
    }

    private static bool IsJsonNumber(ReadOnlySpan<char> text)
    {
        var rest = text is ['-', ..] ? text[1..] : text;
        var whole = Digits(rest);
        if (whole == 0 || (whole > 1 && rest[0] == '0'))
        {
            return false;
        }

        rest = rest[whole..];
        if (rest is ['.', ..])
        {
            var fraction = Digits(rest[1..]);
            if (fraction == 0)
            {
                return false;
            }

            rest = rest[(fraction + 1)..];
        }

        if (rest is not ['e' or 'E', .. var exponent])
        {
            return rest.IsEmpty;
        }

        exponent = exponent is ['+' or '-', ..] ? exponent[1..] : exponent;
        return !exponent.IsEmpty && Digits(exponent) == exponent.Length;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    private static bool Day(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (!Number(text, 0, 4, 9999, out var year) || !Number(text, 5, 2, 12, out var month) || !Number(text, 8, 2, 31, out var day))
        {
            return false;
        }

        if (year == 0 || month == 0 || day == 0 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks;
        return true;
    }

    // HH:mm, then :ss, then a fraction.
    private static bool Clock(ref ReadOnlySpan<char> rest, ref long micros)
    {
        if (rest.Length < 5 || rest[2] != ':' || !Number(rest, 0, 2, 23, out var hour) || !Number(rest, 3, 2, 59, out var minute))
        {
            return false;
        }

        micros += ((hour * 3600L) + (minute * 60L)) * 1_000_000;
        rest = rest[5..];
        if (rest is not [':', ..])
        {
            return true;
        }

        if (rest.Length < 3 || !Number(rest, 1, 2, 59, out var second))
        {
            return false;
        }

        micros += second * 1_000_000L;
        rest = rest[3..];
        return rest is not ['.', ..] || Fraction(ref rest, ref micros);
    }

    private static bool Fraction(ref ReadOnlySpan<char> rest, ref long micros)
    {
        var digits = Digits(rest[1..]);
        if (digits is 0 or > 9)
        {
            return false;
        }

        for (var (i, unit) = (1, 100_000); i <= Math.Min(digits, 6); i++, unit /= 10)
        {
            micros += (rest[i] - '0') * (long)unit;
        }

        rest = rest[(digits + 1)..];
        return true;
    }

    private static bool Offset(ReadOnlySpan<char> rest, ref long micros)
    {
        if (rest is "" or "Z")
        {
            return true;
        }

        var minutesAt = rest.Length == 6 && rest[3] == ':' ? 4 : 3;
        if (
            rest.Length != minutesAt + 2
            || rest[0] is not ('+' or '-')
            || !Number(rest, 1, 2, 23, out var hours)
            || !Number(rest, minutesAt, 2, 59, out var minutes)
        )
        {
            return false;
        }

        var offset = ((hours * 3600L) + (minutes * 60L)) * 1_000_000;
        micros -= rest[0] == '+' ? offset : -offset;
        return true;
    }

    private static bool Number(ReadOnlySpan<char> text, int start, int length, int max, out int number) =>
        int.TryParse(text.Slice(start, length), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= max;
}
