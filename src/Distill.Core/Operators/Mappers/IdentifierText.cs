using System.Buffers;

namespace Distill.Core.Operators.Mappers;

/// <summary>Finds identifiers in text: words that are long, hold digits, and are no words of a language. Thread-safe.</summary>
/// <param name="kinds">uuid, hash, base64, number.</param>
/// <param name="minDigits">Fewest digits of a number.</param>
internal sealed class IdentifierText(IEnumerable<string> kinds, int minDigits)
{
    private const int ShortestHash = 32;
    private const int ShortestBase64 = 40;
    private const int Sign = 3;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> Word = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/="
    );

    private readonly HashSet<string> _kinds = [.. kinds];

    /// <summary>The first identifier from a position on, or -1. All have a digit.</summary>
    public int Next(string text, int from, out int end)
    {
        while (from < text.Length && text.AsSpan(from).IndexOfAny(Digits) is >= 0 and var digit)
        {
            var start = from + digit;
            while (start > from && Word.Contains(text[start - 1]))
            {
                start--;
            }

            var length = text.AsSpan(start).IndexOfAnyExcept(Word);
            end = length < 0 ? text.Length : start + length;
            if (IsWhole(text, start, end) && IsIdentifier(text.AsSpan(start, end - start)))
            {
                return start;
            }

            from = end;
        }

        end = text.Length;
        return -1;
    }

    // The digits behind a point belong to a number; before a point, to one or to a file name.
    private static bool IsWhole(string text, int start, int end) =>
        (start == 0 || text[start - 1] is not ('.' or '%' or '$' or '¥' or '￥'))
        && (end + 1 >= text.Length || text[end] is not ('.' or ',') || !char.IsAsciiLetterOrDigit(text[end + 1]));

    private bool IsIdentifier(ReadOnlySpan<char> word) =>
        (_kinds.Contains("uuid") && word.Length is 36 && Guid.TryParseExact(word, "D", out _))
        || (_kinds.Contains("number") && word.Length >= minDigits && !word.ContainsAnyExcept(Digits))
        || (_kinds.Contains("hash") && IsHash(word))
        || (_kinds.Contains("base64") && IsBase64(word));

    private static bool IsHash(ReadOnlySpan<char> word) =>
        word.Length is >= ShortestHash and <= 128
        && word.Length % 8 == 0
        && !word.ContainsAnyExcept(Hexadecimal)
        && word.ContainsAnyExcept(Digits);

    // Upper case, lower case and digits, mixed: paths and hyphenated words have few changes between them.
    private static bool IsBase64(ReadOnlySpan<char> word)
    {
        if (word.Length < ShortestBase64)
        {
            return false;
        }

        var changes = 0;
        for (var i = 1; i < word.Length; i++)
        {
            var (one, other) = (Class(word[i - 1]), Class(word[i]));
            changes += one != other && one < Sign && other < Sign ? 1 : 0;
        }

        return changes * 3 >= word.Length;
    }

    private static int Class(char unit) =>
        char.IsAsciiDigit(unit) ? 0
        : char.IsAsciiLetterLower(unit) ? 1
        : char.IsAsciiLetterUpper(unit) ? 2
        : Sign;
}
