using System.Globalization;
using System.Text.RegularExpressions;

namespace Distill.Core.Operators;

/// <summary>A kind of personal data: how it looks, and the check that tells it from other numbers.</summary>
/// <param name="Name">snake_case name.</param>
/// <param name="Pattern">How it looks.</param>
/// <param name="Normalize">The value without separators, by which it is recognised again; null when the match is something else.</param>
internal sealed partial record PiiKind(string Name, Regex Pattern, Func<string, string?> Normalize)
{
    /// <summary>All kinds, the more specific first: an ID card number could pass for a bank card.</summary>
    public static IReadOnlyList<PiiKind> All { get; } =
    [
        new("email", Email(), match => match.ToLowerInvariant()),
        new("id_card", IdCard(), ValidIdCard),
        new("bank_card", BankCard(), ValidBankCard),
        new("phone", Phone(), match => Digits(match)[^11..]),
    ];

    [GeneratedRegex(@"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])")]
    private static partial Regex Email();

    [GeneratedRegex(@"(?<![0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])")]
    private static partial Regex IdCard();

    [GeneratedRegex(@"(?<![0-9A-Za-z])[3-9](?:[ -]?[0-9]){14,18}(?![0-9A-Za-z])")]
    private static partial Regex BankCard();

    [GeneratedRegex(@"(?<![0-9A-Za-z])(?:\(?(?:\+|00)?86\)?[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9A-Za-z])")]
    private static partial Regex Phone();

    /// <summary>GB 11643-1999: a real birth date, and the check character of ISO 7064 MOD 11-2.</summary>
    private static string? ValidIdCard(string match)
    {
        var number = match.ToUpperInvariant();
        var born = DateOnly.TryParseExact(number[6..14], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        if (!born || date.Year is < 1900 or > 2100)
        {
            return null;
        }

        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            // The weight of a position is 2 to the power of its distance from the end, modulo 11.
            sum += (number[i] - '0') * ((1 << (17 - i)) % 11);
        }

        return number[17] == "10X98765432"[sum % 11] ? number : null;
    }

    /// <summary>ISO/IEC 7812-1: the check digit of Luhn.</summary>
    private static string? ValidBankCard(string match)
    {
        var digits = Digits(match);
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            var doubled = i % 2 == 0 ? digit : digit * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return sum % 10 == 0 ? digits : null;
    }

    private static string Digits(string match) => string.Concat(match.Where(char.IsAsciiDigit));
}
