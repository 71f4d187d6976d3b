namespace Distill.Core.Operators.Privacy;

/// <summary>Numbers of letters and digits on papers and cars: passports and Chinese licence plates.</summary>
internal static class DocumentNumbers
{
    private const string Provinces = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    private static readonly string[] PassportContext = ["护照", "通行证", "passport", "travel document"];

    /// <summary>True for a passport number: Chinese (a letter and 8 digits, or E, a letter and 7 digits), or 9 digits; a word before it must say so.</summary>
    public static bool IsPassport(ReadOnlySpan<char> text, int start, int end)
    {
        var number = text[start..end];
        var digits = number.IndexOfAnyInRange('0', '9');
        var form =
            number.Length == 9
            && digits <= 2
            && !number[Math.Max(digits, 0)..].ContainsAnyExceptInRange('0', '9')
            && (
                digits == 0
                || (digits == 1 && "EGDSPH".Contains(number[0]))
                || (digits == 2 && number[0] == 'E' && char.IsAsciiLetterUpper(number[1]))
            );
        return form && TextSight.HasBefore(text, start, 20, PassportContext);
    }

    /// <summary>The plate that a word of letters and digits belongs to (GA 36-2018): province, letter, five or six characters; start -1 when there is none.</summary>
    public static (int Start, int End) FindPlate(ReadOnlySpan<char> text, int start, int end)
    {
        if (end - start is < 5 or > 7)
        {
            return (-1, -1);
        }

        // 京A12345 is one word behind the province; 京A·12345 has its letter before the dot.
        var dotted = start >= 3 && text[start - 1] is '·' or '•' or '.' or ' ' or '-' && char.IsAsciiLetterUpper(text[start - 2]);
        var letter = dotted ? start - 2 : start;
        var serial = text[(dotted ? start : start + 1)..end];
        var good =
            letter > 0
            && Provinces.Contains(text[letter - 1])
            && IsSerialCharacter(text[letter])
            && char.IsAsciiLetterUpper(text[letter])
            && serial.Length is 5 or 6
            && IsSerial(serial);
        return good ? (letter - 1, end) : (-1, -1);
    }

    private static bool IsSerial(ReadOnlySpan<char> serial)
    {
        var digits = 0;
        foreach (var unit in serial)
        {
            if (!IsSerialCharacter(unit))
            {
                return false;
            }

            digits += char.IsAsciiDigit(unit) ? 1 : 0;
        }

        // Six characters are a plate of a new-energy vehicle: all digits but one or two.
        return digits >= (serial.Length == 6 ? 4 : 3);
    }

    // I and O are not used: they look like digits.
    private static bool IsSerialCharacter(char unit) =>
        char.IsAsciiDigit(unit) || (char.IsAsciiLetterUpper(unit) && unit is not ('I' or 'O'));
}
