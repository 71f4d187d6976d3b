using System.Runtime.InteropServices;

namespace Distill.Core.Dedup;

/// <summary>Finds all pairs of similar texts.</summary>
/// <remarks>
/// Prefix filtering (R. Bayardo, Y. Ma, R. Srikant, "Scaling up all pairs similarity search", WWW 2007): with the shingles of a text of n in any order that
/// is the same for all texts, two texts of a Jaccard similarity of at least t share one of their first n - ⌈tn⌉ + 1. Rare shingles come first, so those
/// of a template, which all texts have, are never looked up. No pair is missed, unless more than <see cref="MaxVisited"/> texts share even a rare shingle.
/// </remarks>
internal static class SimilarityJoin
{
    /// <summary>Texts looked at for one shingle, the latest first. Whoever shares a shingle with more than that is one of a crowd of near-duplicates.</summary>
    public const int MaxVisited = 256;

    // How often a shingle occurs is counted by the lower bits of its hash: 16 MB, whatever the data. A collision only makes a shingle seem more frequent.
    private const int CounterBits = 22;

    /// <summary>Calls back for each similar pair, perhaps more than once.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="threshold">Least similarity, above 0.</param>
    /// <param name="skip">True for a pair that need not be compared.</param>
    /// <param name="similar">Called with the later text, the earlier text and their similarity.</param>
    /// <param name="sides">The side of each text, from 0; only texts of different sides are then compared. Null compares all.</param>
    public static void Run(
        IReadOnlyList<TextSketch> texts,
        double threshold,
        Func<int, int, bool> skip,
        Action<int, int, double> similar,
        IReadOnlyList<int>? sides = null
    )
    {
        var sideCount = sides is { Count: > 0 } ? sides.Max() + 1 : 1;
        var counts = Count(texts);
        var latest = new Dictionary<(int Side, uint Shingle), int>();
        var entries = new List<(int Text, int Before)>();
        var prefix = new List<uint>();
        for (var text = 0; text < texts.Count; text++)
        {
            var own = sides?[text] ?? 0;
            Prefix(texts[text], threshold, counts, prefix);
            foreach (var shingle in prefix)
            {
                for (var side = 0; side < sideCount; side++)
                {
                    if ((sides is null || side != own) && latest.TryGetValue((side, shingle), out var entry))
                    {
                        Visit(texts, text, threshold, entries, entry, skip, similar);
                    }
                }

                ref var newest = ref CollectionsMarshal.GetValueRefOrAddDefault(latest, (own, shingle), out var known);
                entries.Add((text, known ? newest : -1));
                newest = entries.Count - 1;
            }
        }
    }

    private static void Visit(
        IReadOnlyList<TextSketch> texts,
        int text,
        double threshold,
        List<(int Text, int Before)> entries,
        int entry,
        Func<int, int, bool> skip,
        Action<int, int, double> similar
    )
    {
        for (var visited = 0; visited < MaxVisited && entry >= 0; visited++)
        {
            var (other, before) = entries[entry];
            var (left, right) = (texts[text].Hashes.Length, texts[other].Hashes.Length);
            // Of sets too different in size even the intersection is too small.
            if (Math.Min(left, right) >= threshold * Math.Max(left, right) && !skip(text, other))
            {
                var similarity = texts[text].Similarity(texts[other]);
                if (similarity >= threshold)
                {
                    similar(text, other, similarity);
                }
            }

            entry = before;
        }
    }

    /// <summary>The first shingles of a text by rarity, without those that no other text has.</summary>
    private static void Prefix(TextSketch text, double threshold, int[] counts, List<uint> prefix)
    {
        prefix.Clear();
        var hashes = text.Hashes;
        // Count and hash in one number each: sorted at once, without a comparison of our own.
        Span<ulong> order = stackalloc ulong[hashes.Length];
        for (var i = 0; i < hashes.Length; i++)
        {
            order[i] = ((ulong)counts[Slot(hashes[i])] << 32) | hashes[i];
        }

        order.Sort();
        // The small allowance keeps 0.8 · 5 from being rounded up to five.
        var length = hashes.Length - (int)Math.Ceiling((threshold * hashes.Length) - 1e-9) + 1;
        foreach (var entry in order[..length])
        {
            if (entry >> 32 > 1)
            {
                prefix.Add((uint)entry);
            }
        }
    }

    private static int[] Count(IReadOnlyList<TextSketch> texts)
    {
        var counts = new int[1 << CounterBits];
        foreach (var text in texts)
        {
            foreach (var shingle in text.Hashes)
            {
                counts[Slot(shingle)]++;
            }
        }

        return counts;
    }

    private static int Slot(uint shingle) => (int)(shingle & ((1 << CounterBits) - 1));
}
