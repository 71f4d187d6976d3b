using System.Text;

namespace Distill.Core.Normalization;

/// <summary>Unicode normalisation forms NFC and NFKC by UAX #15, on Unicode 14. Thread-safe; ill-formed UTF-16 passes through unchanged.</summary>
/// <remarks>
/// <see cref="string.Normalize()"/> does nothing where the application runs with invariant globalization, as this product does, because the data comes
/// from ICU. So the data is brought along, and results are the same on every machine.
/// </remarks>
public static class UnicodeNormalizer
{
    // Hangul syllables are composed by arithmetic: The Unicode Standard, section 3.12.
    private const int SyllableBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TailBase = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TailCount = 28;
    private const int SyllableCount = LeadCount * VowelCount * TailCount;

    private static readonly bool[] ActiveCanonical = UnicodeTables.Instance.Active(compatible: false);
    private static readonly bool[] ActiveCompatible = UnicodeTables.Instance.Active(compatible: true);

    /// <summary>Normalises a text; the same instance when it is normalised already.</summary>
    /// <param name="text">The text.</param>
    /// <param name="compatible">True for NFKC, which also unifies full-width letters, ligatures and the like; false for NFC.</param>
    public static string Normalize(string text, bool compatible)
    {
        var active = compatible ? ActiveCompatible : ActiveCanonical;
        var at = NextActive(text, 0, active);
        if (at < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var copied = 0;
        while (at >= 0)
        {
            // A run of active characters may change together with the one before it, and with no other.
            var start = Math.Max(copied, at - 1);
            var end = at;
            while (end < text.Length && active[text[end]])
            {
                end++;
            }

            _ = result.Append(text, copied, start - copied);
            NormalizeRun(text.AsSpan(start, end - start), compatible, result);
            copied = end;
            at = NextActive(text, end, active);
        }

        var normalized = result.Append(text, copied, text.Length - copied).ToString();
        return normalized == text ? text : normalized;
    }

    /// <summary>True when the text begins with a surrogate pair that no normalisation changes, nor what follows it.</summary>
    internal static bool IsInertPair(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || !char.IsHighSurrogate(text[0]) || !char.IsLowSurrogate(text[1]))
        {
            return false;
        }

        // A mark behind it could compose with it.
        var alone = text.Length == 2 || !ActiveCompatible[text[2]] || char.IsHighSurrogate(text[2]);
        return alone && UnicodeTables.Instance.IsInert(char.ConvertToUtf32(text[0], text[1]));
    }

    private static int NextActive(string text, int start, bool[] active)
    {
        start += PlainText.Length(text.AsSpan(start), fullWidth: active == ActiveCanonical);
        for (var i = start; i < text.Length; i++)
        {
            if (active[text[i]])
            {
                return i;
            }
        }

        return -1;
    }

    private static void NormalizeRun(ReadOnlySpan<char> run, bool compatible, StringBuilder result)
    {
        var codePoints = Decompose(run, compatible);
        Order(codePoints);
        Append(Compose(codePoints), result);
    }

    private static List<int> Decompose(ReadOnlySpan<char> text, bool compatible)
    {
        var output = new List<int>(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            var codePoint = pair ? char.ConvertToUtf32(text[i], text[++i]) : text[i];
            Decompose(codePoint, compatible, output);
        }

        return output;
    }

    private static void Decompose(int codePoint, bool compatible, List<int> output)
    {
        var syllable = codePoint - SyllableBase;
        if (syllable is >= 0 and < SyllableCount)
        {
            output.Add(LeadBase + (syllable / (VowelCount * TailCount)));
            output.Add(VowelBase + (syllable % (VowelCount * TailCount) / TailCount));
            if (syllable % TailCount != 0)
            {
                output.Add(TailBase + (syllable % TailCount));
            }
        }
        else if (UnicodeTables.Instance.Decomposition(codePoint, compatible) is { } parts)
        {
            foreach (var part in parts)
            {
                Decompose(part, compatible, output);
            }
        }
        else
        {
            output.Add(codePoint);
        }
    }

    /// <summary>Sorts each run of combining marks by class, keeping the order within a class.</summary>
    private static void Order(List<int> codePoints)
    {
        for (var i = 1; i < codePoints.Count; i++)
        {
            var mark = codePoints[i];
            var rank = UnicodeTables.Instance.CombiningClass(mark);
            var at = i;
            while (rank > 0 && at > 0 && UnicodeTables.Instance.CombiningClass(codePoints[at - 1]) > rank)
            {
                codePoints[at] = codePoints[at - 1];
                at--;
            }

            codePoints[at] = mark;
        }
    }

    private static List<int> Compose(List<int> codePoints)
    {
        var output = new List<int>(codePoints.Count);
        var starter = -1;
        var previousClass = 0;
        foreach (var codePoint in codePoints)
        {
            var rank = UnicodeTables.Instance.CombiningClass(codePoint);
            // A mark is blocked from the starter by a mark of the same class between them, a starter by any mark.
            var adjacent = starter >= 0 && starter == output.Count - 1;
            if (starter >= 0 && (adjacent || previousClass < rank) && Pair(output[starter], codePoint) is { } composed)
            {
                output[starter] = composed;
                continue;
            }

            starter = rank == 0 ? output.Count : starter;
            previousClass = rank;
            output.Add(codePoint);
        }

        return output;
    }

    private static int? Pair(int first, int second)
    {
        var (lead, vowel) = (first - LeadBase, second - VowelBase);
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount)
        {
            return SyllableBase + (((lead * VowelCount) + vowel) * TailCount);
        }

        var (syllable, tail) = (first - SyllableBase, second - TailBase);
        return syllable is >= 0 and < SyllableCount && syllable % TailCount == 0 && tail is > 0 and < TailCount
            ? first + tail
            : UnicodeTables.Instance.Compose(first, second);
    }

    private static void Append(List<int> codePoints, StringBuilder text)
    {
        foreach (var codePoint in codePoints)
        {
            // A lone surrogate is no rune; it is written as it came.
            _ = codePoint > char.MaxValue ? text.Append(new Rune(codePoint).ToString()) : text.Append((char)codePoint);
        }
    }
}
