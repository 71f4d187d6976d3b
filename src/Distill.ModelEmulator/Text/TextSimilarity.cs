using System.Runtime.InteropServices;
using System.Text;

namespace Distill.ModelEmulator.Text;

/// <summary>How alike two texts are.</summary>
internal static class TextSimilarity
{
    /// <summary>Lower case without white space and punctuation, so that only words differ.</summary>
    public static string Normalise(string text)
    {
        var output = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && !char.IsPunctuation(c) && !char.IsSymbol(c))
            {
                output.Append(Learning.NgramHasher.Fold(c));
            }
        }

        return output.ToString();
    }

    /// <summary>F1 of the character bigrams two texts share, after normalising: 1 for the same text, 0 for nothing in common.</summary>
    public static double BigramF1(string first, string second)
    {
        var (a, b) = (Normalise(first), Normalise(second));
        if (string.Equals(a, b, StringComparison.Ordinal))
        {
            return 1;
        }

        if (a.Length < 2 || b.Length < 2)
        {
            return 0;
        }

        var counts = new Dictionary<(char, char), int>();
        for (var i = 1; i < a.Length; i++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, (a[i - 1], a[i]), out _)++;
        }

        var shared = 0;
        for (var i = 1; i < b.Length; i++)
        {
            ref var left = ref CollectionsMarshal.GetValueRefOrNullRef(counts, (b[i - 1], b[i]));
            if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref left) && left > 0)
            {
                left--;
                shared++;
            }
        }

        return 2.0 * shared / (a.Length + b.Length - 2);
    }
}
