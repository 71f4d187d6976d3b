namespace Distill.Core.Filtering.Evaluation;

/// <summary>The order of texts by code points, which is also the order of their UTF-8 bytes; ordinal comparison of UTF-16 puts emoji before some Chinese.</summary>
internal static class CodePointOrder
{
    /// <summary>Below 0, 0 or above 0 as <paramref name="left"/> is before, equal to or after <paramref name="right"/>.</summary>
    public static int Compare(string left, string right)
    {
        var at = left.AsSpan().CommonPrefixLength(right);
        return at == left.Length || at == right.Length ? left.Length.CompareTo(right.Length) : Rank(left[at]).CompareTo(Rank(right[at]));
    }

    // Surrogates stand for what lies above U+FFFF.
    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
