namespace Distill.Core.Operators.Privacy;

/// <summary>Values with their middle starred out as forms and receipts do: <c>138****5678</c>. Thread-safe.</summary>
internal sealed class PiiStars : PiiReplacement
{
    public override string Of(PiiKind kind, ReadOnlySpan<char> value) =>
        kind switch
        {
            // The last letter of the local part would make an address of its own with what follows.
            PiiKind.Email => $"{value[0]}***{value[value.IndexOf('@')..]}",
            PiiKind.Phone => Star(value, 3, 4),
            PiiKind.IdCard => Star(value, 3, 4),
            PiiKind.BankCard => Star(value, 4, 4),
            PiiKind.Passport or PiiKind.LicensePlate => Star(value, 2, 2),
            PiiKind.Ipv4 or PiiKind.Ipv6 => StarAddress(value),
            PiiKind.ApiKey => Star(value, 3, 0),
            PiiKind.Address => Star(value, 6, 0),
            PiiKind.Name => Star(value, 1, 0),
            _ => Star(value, 0, 0),
        };

    private static string Star(ReadOnlySpan<char> value, int first, int last)
    {
        var characters = value.ToArray();
        var places = Enumerable.Range(0, characters.Length).Where(i => char.IsLetterOrDigit(characters[i])).ToList();
        for (var i = first; i < places.Count - last; i++)
        {
            characters[places[i]] = '*';
        }

        return new string(characters);
    }

    // 203.0.*.*, 2001:db8:*
    private static string StarAddress(ReadOnlySpan<char> value)
    {
        var separator = value.Contains(':') ? ':' : '.';
        var parts = value.ToString().Split(separator);
        return separator == ':' ? $"{parts[0]}:*:*" : $"{parts[0]}.{parts[1]}.*.*";
    }
}
