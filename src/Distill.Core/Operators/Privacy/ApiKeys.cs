using System.Buffers;

namespace Distill.Core.Operators.Privacy;

/// <summary>Keys and tokens: known prefixes, JSON web tokens, bearer tokens, private keys in PEM, and random text behind a word such as "password:".</summary>
internal static class ApiKeys
{
    private const string TokenCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const string PemBegin = "-----BEGIN ";
    private const int LongestPem = 8192;
    private const int ShortestSecret = 16;
    private const int LongestSecret = 512;
    private const int MostBefore = 64;

    // Bits per character (Shannon). Words stay below 3.3 at this length; random hexadecimal digits have 3.3 to 4, random base64 above 4.
    private const double LeastEntropy = 3.3;
    private const int LeastTurns = 4;

    private static readonly SearchValues<char> Token = SearchValues.Create(TokenCharacters);
    private static readonly SearchValues<char> Secret = SearchValues.Create(TokenCharacters + "+/.");

    private static readonly string[] Context =
    [
        "key",
        "key_id",
        "keyid",
        "secret",
        "token",
        "password",
        "passwd",
        "pwd",
        "密钥",
        "秘钥",
        "令牌",
        "密码",
        "口令",
        "凭证",
    ];

    /// <summary>What begins a key by itself, for the search; the fewer, the faster.</summary>
    public static IEnumerable<string> Triggers { get; } =
    [
        .. ApiKeyFormat.Known.Select(format => format.Prefix).Where(prefix => prefix[..3] != "xox" && prefix != "ALTAK-"),
        "xox",
        "eyJ",
        "Bearer ",
        "bearer ",
        PemBegin,
    ];

    /// <summary>The key that begins at a trigger; start -1 when there is none.</summary>
    public static (int Start, int End) Find(ReadOnlySpan<char> text, int start)
    {
        var rest = text[start..];
        if (start > 0 && (TextSight.IsWord(text[start - 1]) || (text[start - 1] == '-' && rest[0] != '-')))
        {
            return (-1, -1);
        }

        var length =
            rest.StartsWith(PemBegin, StringComparison.Ordinal) ? PemLength(rest)
            : rest.StartsWith("eyJ", StringComparison.Ordinal) ? WebTokenLength(rest)
            : rest[0] is 'B' or 'b' ? BearerLength(rest)
            : KnownLength(rest);
        // The word itself stays: only what follows it is secret.
        var from = rest[0] is 'B' or 'b' ? "Bearer ".Length : 0;
        return length > 0 ? (start + from, start + length) : (-1, -1);
    }

    /// <summary>The random text around a position, when a word before it says that it is a secret; start -1 otherwise.</summary>
    public static (int Start, int End) FindByContext(ReadOnlySpan<char> text, int position, int floor)
    {
        var start = position;
        while (start > floor && position - start < MostBefore && Secret.Contains(text[start - 1]))
        {
            start--;
        }

        if (!FollowsContext(text[..start]))
        {
            return (-1, -1);
        }

        var length = Length(text.Slice(start, Math.Min(LongestSecret, text.Length - start)), Secret);
        // Base64 padding belongs to the value; the full stop of a sentence does not.
        var value = text.Slice(start, length).TrimEnd('.');
        var end = start + value.Length;
        if (value.Length < ShortestSecret || !IsRandom(value))
        {
            return (-1, -1);
        }

        while (end < text.Length && text[end] == '=')
        {
            end++;
        }

        return end < text.Length && text[end] is ']' or '*' ? (-1, -1) : (start, end);
    }

    private static int Length(ReadOnlySpan<char> text, SearchValues<char> allowed)
    {
        var length = text.IndexOfAnyExcept(allowed);
        return length < 0 ? text.Length : length;
    }

    private static int KnownLength(ReadOnlySpan<char> text)
    {
        foreach (var format in ApiKeyFormat.Known)
        {
            if (text.StartsWith(format.Prefix, StringComparison.Ordinal))
            {
                var rest = text[format.Prefix.Length..];
                var body = rest[..Length(rest, Token)].TrimEnd("-_");
                return body.Length >= format.MinBody && body.Length <= format.MaxBody && IsVaried(body)
                    ? format.Prefix.Length + body.Length
                    : 0;
            }
        }

        return 0;
    }

    /// <summary>RFC 7519: three parts in base64url, of which the first two are JSON objects; an unsigned token lacks the third.</summary>
    private static int WebTokenLength(ReadOnlySpan<char> text)
    {
        var header = Length(text, Token);
        if (header < 16 || !text[header..].StartsWith(".eyJ", StringComparison.Ordinal))
        {
            return 0;
        }

        var payload = header + 1 + Length(text[(header + 1)..], Token);
        return payload < text.Length && text[payload] == '.' ? payload + 1 + Length(text[(payload + 1)..], Token) : 0;
    }

    private static int BearerLength(ReadOnlySpan<char> text)
    {
        var rest = text["Bearer ".Length..];
        var body = rest[..Length(rest, Secret)].TrimEnd('.');
        return body.Length >= 20 && IsVaried(body) ? "Bearer ".Length + body.Length : 0;
    }

    private static int PemLength(ReadOnlySpan<char> text)
    {
        const string End = "-----END ";
        var lineEnd = text[PemBegin.Length..].IndexOf("-----", StringComparison.Ordinal);
        if (lineEnd is < 0 or > 40 || !text.Slice(PemBegin.Length, lineEnd).EndsWith("PRIVATE KEY", StringComparison.Ordinal))
        {
            return 0;
        }

        var end = text[..Math.Min(text.Length, LongestPem)].IndexOf(End, StringComparison.Ordinal);
        var close = end < 0 ? -1 : text[(end + End.Length)..].IndexOf("-----", StringComparison.Ordinal);
        return close < 0 ? 0 : end + End.Length + close + 5;
    }

    // A digit and eight different characters: sk-xxxxxxxx and sk-your-key-here are examples, not keys.
    private static bool IsVaried(ReadOnlySpan<char> text)
    {
        var (low, high) = (0UL, 0UL);
        foreach (var unit in text)
        {
            (low, high) = unit < 64 ? (low | (1UL << unit), high) : (low, high | (1UL << (unit - 64)));
        }

        return ulong.PopCount(low) + ulong.PopCount(high) >= 8 && text.ContainsAnyInRange('0', '9');
    }

    private static bool FollowsContext(ReadOnlySpan<char> before)
    {
        var rest = TrimOne(before, "\"'`“‘「").TrimEnd(' ');
        var separator = rest.Length > 0 && rest[^1] is '=' or ':' or '：' or '>' or '是' or '为';
        rest = TrimOne(rest.TrimEnd("=:：>是为"), " ");
        return separator && TextSight.EndsWithAny(TrimOne(rest, "\"'`]”’」"), Context);
    }

    private static ReadOnlySpan<char> TrimOne(ReadOnlySpan<char> text, string units) =>
        text.Length > 0 && units.Contains(text[^1]) ? text[..^1] : text;

    private static bool IsRandom(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[128];
        var (turns, digit) = (0, false);
        foreach (var unit in text)
        {
            counts[unit]++;
            turns += digit != char.IsAsciiDigit(unit) ? 1 : 0;
            digit = char.IsAsciiDigit(unit);
        }

        var entropy = 0.0;
        foreach (var count in counts)
        {
            entropy -= count == 0 ? 0 : (double)count / text.Length * Math.Log2((double)count / text.Length);
        }

        // Names have their digits in one place.
        return turns >= LeastTurns && entropy >= LeastEntropy;
    }
}
