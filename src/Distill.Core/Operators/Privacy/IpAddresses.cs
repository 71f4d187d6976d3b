using System.Net;
using System.Net.Sockets;

namespace Distill.Core.Operators.Privacy;

/// <summary>Internet addresses that name a machine; loopback, the unspecified address and net masks name none.</summary>
internal static class IpAddresses
{
    private const int MaxLength = 45;
    private static readonly string[] Version = ["v", "version", "版本", "版本号", "ver", "ver.", "version:", "版本：", "section", "第"];

    /// <summary>The last group of an IPv4 address that starts with this group; -1 when there is none.</summary>
    /// <remarks>Four numbers of one digit each are taken for the number of a section or a version.</remarks>
    public static int FindV4(in NumberRun run, int first)
    {
        if (first + 3 >= run.Count || !run.CanEnd(first + 3))
        {
            return -1;
        }

        Span<byte> digits = stackalloc byte[3];
        Span<int> octets = stackalloc int[4];
        var length = 0;
        for (var i = 0; i < 4; i++)
        {
            var count = run.Copy(first + i, first + i, digits);
            octets[i] = count switch
            {
                1 => digits[0],
                2 => (digits[0] * 10) + digits[1],
                3 => (digits[0] * 100) + (digits[1] * 10) + digits[2],
                _ => 256,
            };
            var leadingZero = count > 1 && digits[0] == 0;
            if (octets[i] > 255 || leadingZero || (i > 0 && run[first + i].Before != NumberSeparators.Dot))
            {
                return -1;
            }

            length += count;
        }

        var before = run.Text[..run[first].Start].TrimEnd(' ');
        return length > 4 && octets[0] is not (0 or 127 or 255) && !TextSight.EndsWithAny(before, Version) ? first + 3 : -1;
    }

    /// <summary>The IPv6 address around a position; start -1 when there is none.</summary>
    /// <remarks>Source code writes <c>a1::b2</c>, too; so an address has three colons or begins with a group of four digits, and has a digit.</remarks>
    public static (int Start, int End) FindV6(ReadOnlySpan<char> text, int position, int floor)
    {
        var start = position;
        while (start > floor && position - start < MaxLength && IsPart(text[start - 1]))
        {
            start--;
        }

        var end = position;
        while (end < text.Length && end - start <= MaxLength && IsPart(text[end]))
        {
            end++;
        }

        // The colon or full stop of the sentence.
        while (end > start && text[end - 1] is '.' || (end > start + 1 && text[end - 1] == ':' && text[end - 2] != ':'))
        {
            end--;
        }

        var candidate = text[start..end];
        var stands = (start == 0 || !IsGlued(text[start - 1])) && (end == text.Length || !IsGlued(text[end]));
        return stands && LooksRight(candidate) && IsAddress(candidate) ? (start, end) : (-1, -1);
    }

    private static bool IsPart(char unit) => char.IsAsciiHexDigit(unit) || unit is ':' or '.';

    private static bool IsGlued(char unit) => TextSight.IsWord(unit) || unit is ':' or '*';

    private static bool LooksRight(ReadOnlySpan<char> text) =>
        text.Length >= 4
        && text.Count(':') is >= 2 and var colons
        && text.ContainsAnyInRange('0', '9')
        && (colons >= 3 || text.IndexOf(':') == 4);

    private static bool IsAddress(ReadOnlySpan<char> text) =>
        IPAddress.TryParse(text, out var address)
        && address.AddressFamily == AddressFamily.InterNetworkV6
        && !IPAddress.IsLoopback(address)
        && !address.Equals(IPAddress.IPv6Any);
}
