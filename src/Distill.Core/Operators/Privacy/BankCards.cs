namespace Distill.Core.Operators.Privacy;

/// <summary>Bank card numbers: a known issuer range of ISO/IEC 7812-1, its length, and the check digit of Luhn.</summary>
internal static class BankCards
{
    private static readonly string[] Context = ["卡", "账号", "帐号", "账户", "card", "visa", "account"];

    /// <summary>The last group of a card number that starts with this group; -1 when there is none.</summary>
    public static int Find(in NumberRun run, int first)
    {
        Span<byte> digits = stackalloc byte[19];
        var found = -1;
        for (var last = first; last < run.Count; last++)
        {
            var group = run[last];
            var usual = group.Length >= 3 && (last == first || group.Before is NumberSeparators.Space or NumberSeparators.Hyphen);
            var count = usual ? run.Copy(first, last, digits) : -1;
            if (count < 0)
            {
                break;
            }

            var number = digits[..count];
            // Numbers of 13 and 14 digits are as often barcodes.
            var plain = count >= 15 || (count >= 13 && TextSight.HasBefore(run.Text, run[first].Start, 12, Context));
            if (plain && run.CanEnd(last) && IsIssued(number) && PassesLuhn(number))
            {
                found = last;
            }
        }

        return found;
    }

    /// <summary>The published ranges: UnionPay, Visa, Mastercard, American Express, Discover, JCB, Diners, and ICBC's older 9558.</summary>
    private static bool IsIssued(ReadOnlySpan<byte> digits)
    {
        var prefix = (digits[0] * 1000) + (digits[1] * 100) + (digits[2] * 10) + digits[3];
        return prefix switch
        {
            >= 6200 and <= 6299 => digits.Length >= 16,
            >= 4000 and <= 4999 => digits.Length is 13 or 16 or 19,
            (>= 5100 and <= 5599) or (>= 2221 and <= 2720) => digits.Length == 16,
            (>= 3400 and <= 3499) or (>= 3700 and <= 3799) => digits.Length == 15,
            6011 or (>= 6440 and <= 6599) or (>= 3528 and <= 3589) => digits.Length >= 16,
            (>= 3000 and <= 3059) or (>= 3600 and <= 3699) or (>= 3800 and <= 3999) => digits.Length is 14 or 16,
            9558 => digits.Length == 19,
            _ => false,
        };
    }

    private static bool PassesLuhn(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)];
            var weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return sum % 10 == 0;
    }
}
