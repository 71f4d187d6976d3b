using System.IO.Hashing;
using System.Runtime.InteropServices;
using Distill.Core.Languages;
using Distill.Core.Normalization;

namespace Distill.Core.Insight.Texts;

/// <summary>Prompts as sparse vectors of hashed words and pairs of ideographs, weighted by tf-idf and of length 1. Immutable.</summary>
/// <remarks>
/// The hashing trick: K. Weinberger et al., "Feature hashing for large scale multitask learning", ICML 2009. Words in under 2 or over half of the prompts
/// tell nothing and are left out.
/// </remarks>
internal sealed class PromptVectors
{
    /// <summary>Length of the vectors.</summary>
    public const int Dimensions = 1 << 13;

    // The beginning of a prompt says what is wanted; what is worked on often follows for pages.
    private const int Span = 1000;

    private readonly Dictionary<int, Dictionary<string, int>> _names = [];

    private PromptVectors(IReadOnlyList<string> prompts)
    {
        var counts = prompts.Select(Count).ToList();
        var documents = new int[Dimensions];
        foreach (var feature in counts.SelectMany(prompt => prompt.Keys))
        {
            documents[feature]++;
        }

        Rows = [.. counts.Select(prompt => Weigh(prompt, documents, counts.Count))];
    }

    /// <summary>A vector a prompt: features and their weights; empty for a prompt without telling words.</summary>
    public IReadOnlyList<(int Feature, float Weight)[]> Rows { get; }

    /// <summary>Makes the vectors.</summary>
    public static PromptVectors Of(IReadOnlyList<string> prompts) => new(prompts);

    /// <summary>The most frequent word of a feature.</summary>
    public string Name(int feature) =>
        _names[feature].OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).First().Key;

    private Dictionary<int, int> Count(string prompt)
    {
        var counts = new Dictionary<int, int>();
        var text = TextKey.Of(prompt.Length > Span ? prompt[..Span] : prompt);
        var (at, before) = (0, -1);
        while (WordCount.Next(text, ref at, out var start))
        {
            var isIdeograph = WordCount.Class(text[start]) == WordCount.Ideograph;
            if (!isIdeograph)
            {
                Add(counts, text[start..at]);
            }
            else if (before == start && WordCount.Class(text[start - 1]) == WordCount.Ideograph)
            {
                // One character says little; two are most Chinese words.
                Add(counts, text[(start - 1)..at]);
            }

            before = at;
        }

        return counts;
    }

    private void Add(Dictionary<int, int> counts, string word)
    {
        var feature = (int)(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(word.AsSpan())) % Dimensions);
        counts[feature] = counts.GetValueOrDefault(feature) + 1;
        if (!_names.TryGetValue(feature, out var names))
        {
            _names[feature] = names = new Dictionary<string, int>(StringComparer.Ordinal);
        }

        names[word] = names.GetValueOrDefault(word) + 1;
    }

    private static (int, float)[] Weigh(Dictionary<int, int> counts, int[] documents, int prompts)
    {
        var weights = counts
            .Where(pair => documents[pair.Key] >= Math.Min(2, prompts) && documents[pair.Key] <= Math.Max(1, prompts / 2))
            .OrderBy(pair => pair.Key)
            .Select(pair => (pair.Key, Weight: (1 + Math.Log(pair.Value)) * Math.Log((double)prompts / documents[pair.Key])))
            .ToArray();
        var length = Math.Sqrt(weights.Sum(pair => pair.Weight * pair.Weight));
        return length > 0 ? [.. weights.Select(pair => (pair.Key, (float)(pair.Weight / length)))] : [];
    }
}
