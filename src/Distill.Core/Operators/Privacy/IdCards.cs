namespace Distill.Core.Operators.Privacy;

/// <summary>Numbers of Chinese resident ID cards: GB 11643-1999 (18 characters) and its forerunner of 1989 (15 digits).</summary>
internal static class IdCards
{
    private const string CheckCharacters = "10X98765432";
    private static readonly string[] Context = ["身份证", "身份號", "身份号", "证件号", "公民身份", "id card", "id no", "identity"];

    /// <summary>The last group of a number that starts with this group, and the end of its text; -1 when there is none.</summary>
    public static (int Group, int End) Find(in NumberRun run, int first)
    {
        Span<byte> digits = stackalloc byte[18];
        for (var last = first; last < run.Count && last < first + 3; last++)
        {
            if (last > first && !IsUsualBreak(run, first, last))
            {
                break;
            }

            var count = run.Copy(first, last, digits);
            if (count < 0)
            {
                break;
            }

            var end = run[last].End;
            if (count == 18 && run.CanEnd(last) && IsValid(digits, CheckCharacters[CheckSum(digits)] - '0'))
            {
                return (last, end);
            }

            if (count == 17 && EndsInX(run.Text, end) && CheckSum(digits) == 2 && HasRegionAndDate(digits, 4))
            {
                return (last, end + 1);
            }

            if (count == 15 && run.CanEnd(last) && IsOld(digits) && TextSight.HasBefore(run.Text, run[first].Start, 20, Context))
            {
                return (last, end);
            }
        }

        return (-1, 0);
    }

    private static bool IsValid(ReadOnlySpan<byte> digits, int check) => digits[17] == check && HasRegionAndDate(digits, 4);

    // Parted as people do it, when at all: region, birth date, rest.
    private static bool IsUsualBreak(in NumberRun run, int first, int last)
    {
        var expected = last - first == 1 ? 6 : 8;
        return run[last - 1].Length == expected
            && (run[last].Before & (NumberSeparators.Dot | NumberSeparators.Bracket)) == NumberSeparators.None;
    }

    private static bool EndsInX(ReadOnlySpan<char> text, int end) =>
        end < text.Length && text[end] is 'X' or 'x' or 'Ｘ' or 'ｘ' && TextSight.EndsNumber(text, end + 1);

    /// <summary>ISO 7064 MOD 11-2: the weight of a position is 2 to the power of its distance from the end.</summary>
    private static int CheckSum(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            sum += digits[i] * ((1 << (17 - i)) % 11);
        }

        return sum % 11;
    }

    private static bool IsOld(ReadOnlySpan<byte> digits) => HasRegionAndDate(digits, 2);

    private static bool HasRegionAndDate(ReadOnlySpan<byte> digits, int yearDigits)
    {
        var date = digits[6..];
        var year = yearDigits == 4 ? Number(date[..4]) : 1900 + Number(date[..2]);
        var (month, day) = (Number(date.Slice(yearDigits, 2)), Number(date.Slice(yearDigits + 2, 2)));
        return IsRegion(Number(digits[..2]))
            && year is >= 1900 and <= 2100
            && month is >= 1 and <= 12
            && day >= 1
            && day <= DateTime.DaysInMonth(year, month);
    }

    // The first two digits of GB/T 2260: provinces, Taiwan, Hong Kong, Macao; 91 for foreigners.
    private static bool IsRegion(int code) =>
        code
            is (>= 11 and <= 15)
                or (>= 21 and <= 23)
                or (>= 31 and <= 37)
                or (>= 41 and <= 46)
                or (>= 50 and <= 54)
                or (>= 61 and <= 65)
                or 71
                or (>= 81 and <= 83)
                or 91;

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            number = (number * 10) + digit;
        }

        return number;
    }
}
