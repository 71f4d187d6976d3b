using System.Runtime.InteropServices;

namespace Distill.Core.Evaluation.Text;

/// <summary>Counts the n-grams of token sequences and what two sequences share.</summary>
internal static class NGramCounts
{
    /// <summary>How often each n-gram occurs.</summary>
    /// <typeparam name="T">The tokens' type.</typeparam>
    /// <param name="tokens">The tokens.</param>
    /// <param name="n">Tokens of an n-gram, 1 to 6.</param>
    public static Dictionary<(T?, T?, T?, T?, T?, T?), int> Of<T>(IReadOnlyList<T> tokens, int n)
        where T : notnull
    {
        var counts = new Dictionary<(T?, T?, T?, T?, T?, T?), int>();
        for (var i = 0; i + n <= tokens.Count; i++)
        {
            var gram = (At(i, 0), At(i, 1), At(i, 2), At(i, 3), At(i, 4), At(i, 5));
            CollectionsMarshal.GetValueRefOrAddDefault(counts, gram, out _)++;
        }

        return counts;

        T? At(int start, int offset) => offset < n ? tokens[start + offset] : default;
    }

    /// <summary>N-grams in common, each as often as it occurs in both.</summary>
    public static long Shared<TGram>(Dictionary<TGram, int> left, Dictionary<TGram, int> right)
        where TGram : notnull
    {
        var shared = 0L;
        foreach (var (gram, count) in left)
        {
            shared += Math.Min(count, right.GetValueOrDefault(gram));
        }

        return shared;
    }
}
