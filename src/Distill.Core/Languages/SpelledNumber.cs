using System.Globalization;

namespace Distill.Core.Languages;

/// <summary>Reads whole numbers written in digits, Chinese numerals or small English words.</summary>
public static class SpelledNumber
{
    // Larger numbers mean nothing where texts speak of lengths and counts.
    private const int Highest = 100_000_000;

    private static readonly string[] English =
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ];

    /// <summary>The number, or null when the text is none.</summary>
    /// <param name="text">For example <c>300</c>, <c>1,000</c>, <c>三百</c>, <c>两千五百</c>, <c>five</c>.</param>
    public static int? Read(string text)
    {
        var digits = text.Replace(",", "");
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number <= Highest ? number : null;
        }

        var word = Array.FindIndex(English, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return word >= 0 ? word : Chinese(text);
    }

    private static int? Chinese(string text)
    {
        var (total, section, digit) = (0, 0, 0);
        foreach (var unit in text)
        {
            if (Digit(unit) is { } value)
            {
                // 三五 is a guess, not a number.
                if (digit > 0)
                {
                    return null;
                }

                digit = value;
            }
            else if (unit == '万')
            {
                total += (section + digit) * 10_000;
                (section, digit) = (0, 0);
            }
            else if (Place(unit) is { } place)
            {
                // 十五 leaves out the one.
                section += (digit == 0 ? 1 : digit) * place;
                digit = 0;
            }
            else
            {
                return null;
            }
        }

        var number = total + section + digit;
        return text.Length > 0 && number <= Highest ? number : null;
    }

    private static int? Digit(char unit) =>
        unit == '两' ? 2
        : "零一二三四五六七八九".IndexOf(unit) is >= 0 and var digit ? digit
        : null;

    private static int? Place(char unit) =>
        unit switch
        {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => null,
        };
}
