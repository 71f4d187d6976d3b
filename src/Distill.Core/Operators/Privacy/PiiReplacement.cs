namespace Distill.Core.Operators.Privacy;

/// <summary>What stands in the place of personal data. It never looks like personal data itself, so that masking twice is masking once.</summary>
internal abstract class PiiReplacement
{
    /// <summary>The text in the place of a value.</summary>
    public abstract string Of(PiiKind kind, ReadOnlySpan<char> value);

    /// <summary>The form by which a value is recognised again: spellings of the same number or address have the same one.</summary>
    protected static string Identity(PiiKind kind, ReadOnlySpan<char> value) =>
        kind switch
        {
            PiiKind.Email or PiiKind.Ipv6 => value.ToString().ToLowerInvariant(),
            PiiKind.Phone => Subscriber(Digits(value)),
            PiiKind.BankCard or PiiKind.IdCard => Digits(value),
            PiiKind.LicensePlate => string.Concat(value.ToString().Where(char.IsLetterOrDigit)),
            _ => value.ToString(),
        };

    private static string Digits(ReadOnlySpan<char> value)
    {
        var digits = value.ToString().Where(TextSight.IsDigit).Select(unit => (char)('0' + TextSight.Digit(unit)));
        return string.Concat(digits) + (value[^1] is 'X' or 'x' or 'Ｘ' or 'ｘ' ? "X" : "");
    }

    private static string Subscriber(string digits) =>
        digits.Length switch
        {
            13 when digits.StartsWith("86", StringComparison.Ordinal) => digits[2..],
            15 when digits.StartsWith("0086", StringComparison.Ordinal) => digits[4..],
            _ => digits,
        };
}
