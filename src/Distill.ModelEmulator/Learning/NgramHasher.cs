using System.Collections.Concurrent;
using System.Globalization;

namespace Distill.ModelEmulator.Learning;

/// <summary>Counts hashed n-grams of folded text: of characters, and of words in scripts that put spaces between them. Thread-safe.</summary>
/// <remarks>Feature hashing after Weinberger et al. (2009), without the sign: colliding n-grams share a weight.</remarks>
internal sealed class NgramHasher(int minCharacters, int maxCharacters, int maxWords, int bucketBits)
{
    private const ulong Prime = 0x100000001B3;
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const ulong WordSeed = 0x51_7C_C1_B7_27_22_0A_95;

    private readonly ConcurrentBag<NgramCounts> pool = [];

    /// <summary>Number of buckets.</summary>
    public int Buckets { get; } = 1 << bucketBits;

    /// <summary>Counts the n-grams of a text. Dispose the counts to give their memory back.</summary>
    public NgramCounts Count(ReadOnlySpan<char> text)
    {
        var counts = pool.TryTake(out var pooled) ? pooled : new NgramCounts(Buckets, pool);
        var folded = counts.Fold(text);
        CountCharacters(folded, counts);
        CountWords(folded, counts);
        return counts;
    }

    private void CountCharacters(ReadOnlySpan<char> text, NgramCounts counts)
    {
        for (var start = 0; start < text.Length; start++)
        {
            var hash = Golden;
            var longest = Math.Min(maxCharacters, text.Length - start);
            for (var n = 1; n <= longest; n++)
            {
                hash = (hash ^ text[start + n - 1]) * Prime;
                if (n >= minCharacters)
                {
                    counts.Add(Bucket(hash));
                }
            }
        }
    }

    private void CountWords(ReadOnlySpan<char> text, NgramCounts counts)
    {
        if (maxWords == 0)
        {
            return;
        }

        Span<ulong> recent = stackalloc ulong[maxWords];
        var known = 0;
        for (var position = 0; position < text.Length; )
        {
            if (!IsWordCharacter(text[position]))
            {
                position++;
                continue;
            }

            var word = WordSeed;
            for (; position < text.Length && IsWordCharacter(text[position]); position++)
            {
                word = (word ^ text[position]) * Prime;
            }

            recent[..^1].CopyTo(recent[1..]);
            recent[0] = word;
            known = Math.Min(known + 1, maxWords);
            var gram = WordSeed;
            for (var n = 0; n < known; n++)
            {
                gram = (gram ^ recent[n]) * Golden;
                counts.Add(Bucket(gram));
            }
        }
    }

    private static bool IsWordCharacter(char c) => c < '\u2E80' && (char.IsLetterOrDigit(c) || c == '\'');

    private int Bucket(ulong hash) => (int)(((hash ^ (hash >> 29)) * Golden) >> (64 - bucketBits));

    /// <summary>Lower case, half-width forms, and one space for any run of white space.</summary>
    internal static char Fold(char c) =>
        c switch
        {
            >= '\uFF01' and <= '\uFF5E' => char.ToLower((char)(c - 0xFEE0), CultureInfo.InvariantCulture),
            _ when char.IsWhiteSpace(c) => ' ',
            _ => char.ToLower(c, CultureInfo.InvariantCulture),
        };
}
