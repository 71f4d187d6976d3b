namespace Distill.Core.Operators.Privacy;

/// <summary>Telephone numbers: Chinese mobile and landline, the North American plan, and E.164 with its plus sign.</summary>
/// <remarks>Service numbers (400, 800, 888, 95…, 110) are public and stay.</remarks>
internal static class PhoneNumbers
{
    private static readonly string[] Context = ["电话", "座机", "传真", "热线", "致电", "拨打", "手机", "tel", "phone", "fax", "call"];

    /// <summary>The last group of a number that starts with this group; -1 when there is none.</summary>
    public static int Find(in NumberRun run, int first)
    {
        Span<byte> digits = stackalloc byte[20];
        // A plus sign says what follows: the number as a whole is one, or nothing is.
        if (HasPlus(run, first))
        {
            return International(run, first, digits);
        }

        for (var last = first; last < run.Count && last < first + 5; last++)
        {
            var count = run.Copy(first, last, digits);
            if (count is < 0 or > 16)
            {
                break;
            }

            var number = digits[..count];
            var good =
                IsMobile(run, first, last, number) || IsNorthAmerican(run, first, last, number) || IsLandline(run, first, last, number);
            if (good && run.CanEnd(Extended(run, last, number)))
            {
                return Extended(run, last, number);
            }
        }

        return -1;
    }

    /// <summary>Where the text of a number begins: with the plus sign and brackets that belong to it.</summary>
    public static int Start(in NumberRun run, int first)
    {
        var text = run.Text;
        var start = run[first].Start;
        if (start > 0 && text[start - 1] is '+' or '＋')
        {
            start--;
        }

        // The bracket is the number's own only when it closes within: not the one of "(see 13812345678)".
        var closes = first + 1 < run.Count && (run[first + 1].Before & NumberSeparators.Bracket) != NumberSeparators.None;
        return start > 0 && closes && text[start - 1] is '(' or '（' ? start - 1 : start;
    }

    // A plus sign behind a number adds to it.
    private static bool HasPlus(in NumberRun run, int first)
    {
        var sign = run[first].Start - 1;
        return sign >= 0 && run.Text[sign] is '+' or '＋' && (sign == 0 || !TextSight.IsWord(run.Text[sign - 1]));
    }

    private static int International(in NumberRun run, int first, Span<byte> digits)
    {
        var found = -1;
        for (var last = first; last < run.Count && last < first + 7; last++)
        {
            var count = run.Copy(first, last, digits);
            if (count is < 0 or > 16)
            {
                break;
            }

            var number = digits[..count];
            var chinese = count == 13 && number[0] == 8 && number[1] == 6 && number[2] == 1;
            if (chinese && run.CanEnd(last))
            {
                return last;
            }

            // A bare "+10000000" is arithmetic; with ten digits or in groups it is a number.
            found = number[0] != 0 && count >= (last > first ? 9 : 10) && run.CanEnd(last) ? last : found;
        }

        return found;
    }

    private static bool IsMobile(in NumberRun run, int first, int last, ReadOnlySpan<byte> digits)
    {
        var code = CountryCode(digits);
        var number = digits[code..];
        return number.Length == 11 && number[0] == 1 && number[1] >= 3 && BreaksAt(run, first, last, code, 3, 4, 7, 8);
    }

    /// <summary>How many digits lead in as 86 or 0086.</summary>
    private static int CountryCode(ReadOnlySpan<byte> digits) =>
        digits is [8, 6, ..] && digits.Length == 13 ? 2
        : digits is [0, 0, 8, 6, ..] && digits.Length == 15 ? 4
        : 0;

    /// <summary>True when the groups part only after these many digits, counted behind the country code.</summary>
    private static bool BreaksAt(in NumberRun run, int first, int last, int code, params ReadOnlySpan<int> places)
    {
        var digits = -code;
        for (var group = first; group < last; group++)
        {
            digits += run[group].Length;
            if (digits != 0 && !places.Contains(digits))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Area code of two to eight hundred and something, exchange from 200 on, not N11; the groups are 3-3-4.</summary>
    private static bool IsNorthAmerican(in NumberRun run, int first, int last, ReadOnlySpan<byte> digits)
    {
        var code = digits.Length == 11 && digits[0] == 1 ? 1 : 0;
        var number = digits[code..];
        if (number.Length != 10 || last - first != 2 + code || run[last].Length != 4 || run[last - 1].Length != 3)
        {
            return false;
        }

        var parted = run[last].Before is NumberSeparators.Hyphen or NumberSeparators.Dot;
        var plain = parted || TextSight.HasBefore(run.Text, run[first].Start, 12, Context);
        return plain && !IsService(number) && number[0] >= 2 && number[1] != 9 && number[3] >= 2 && (number[4], number[5]) != (1, 1);
    }

    // 800, 888, 877 … are free of charge, 400 and 900 paid by the minute: companies have them, not people.
    private static bool IsService(ReadOnlySpan<byte> number) =>
        (number[0] == 8 && number[1] == number[2]) || (number[0] is 4 or 9 && number[1..3] is [0, 0]);

    /// <summary>Area code 010, 02x or 0xxx, then seven or eight digits of which the first is 2 to 8.</summary>
    private static bool IsLandline(in NumberRun run, int first, int last, ReadOnlySpan<byte> digits)
    {
        if (digits.Length is < 10 or > 12 || digits[0] != 0 || digits[1] == 0)
        {
            return false;
        }

        var area = digits[1] is 1 or 2 ? 3 : 4;
        var subscriber = digits[area..];
        var parted = run[first].Length == area;
        var plain = parted || TextSight.HasBefore(run.Text, run[first].Start, 12, Context);
        var length = area == 3 ? subscriber.Length == 8 : subscriber.Length is 7 or 8;
        return plain && length && subscriber[0] is >= 2 and <= 8 && BreaksAt(run, first, last, 0, area, area + 3, area + 4);
    }

    // A landline may have an extension: 010-88886666-123.
    private static int Extended(in NumberRun run, int last, ReadOnlySpan<byte> digits) =>
        digits[0] == 0 && last + 1 < run.Count && run[last + 1].Before == NumberSeparators.Hyphen && run[last + 1].Length <= 5
            ? last + 1
            : last;
}
