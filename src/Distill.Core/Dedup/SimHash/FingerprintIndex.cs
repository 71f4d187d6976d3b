using System.Numerics;

namespace Distill.Core.Dedup.SimHash;

/// <summary>The fingerprints so far, to find the nearest one. Not thread-safe; about 100 bytes a fingerprint.</summary>
/// <remarks>
/// Of d + 1 blocks of the bits, two fingerprints that differ in d bits have one in common (G. Manku, A. Jain, A. Das Sarma, "Detecting near-duplicates for
/// web crawling", WWW 2007): no neighbour is missed.
/// </remarks>
internal sealed class FingerprintIndex
{
    private const int Bits = 64;

    private readonly int _distance;
    private readonly Dictionary<ulong, List<(ulong Fingerprint, int Text)>>[] _blocks;

    /// <summary>An empty index.</summary>
    /// <param name="distance">Bits in which neighbours may differ.</param>
    public FingerprintIndex(int distance)
    {
        _distance = distance;
        _blocks = [.. Enumerable.Range(0, distance + 1).Select(_ => new Dictionary<ulong, List<(ulong, int)>>())];
    }

    /// <summary>Fingerprints so far.</summary>
    public int Count { get; private set; }

    /// <summary>The nearest fingerprint within the distance, the earlier one of equals; null when there is none.</summary>
    public (int Text, int Distance)? Find(ulong fingerprint)
    {
        (int Text, int Distance)? best = null;
        for (var block = 0; block < _blocks.Length; block++)
        {
            if (!_blocks[block].TryGetValue(Block(fingerprint, block), out var others))
            {
                continue;
            }

            foreach (var (other, text) in others)
            {
                var distance = BitOperations.PopCount(fingerprint ^ other);
                if (distance <= _distance && (best is not { } found || (distance, text).CompareTo((found.Distance, found.Text)) < 0))
                {
                    best = (text, distance);
                }
            }
        }

        return best;
    }

    /// <summary>Adds a fingerprint; its number is the count before.</summary>
    public void Add(ulong fingerprint)
    {
        for (var block = 0; block < _blocks.Length; block++)
        {
            var key = Block(fingerprint, block);
            if (!_blocks[block].TryGetValue(key, out var others))
            {
                _blocks[block][key] = others = new List<(ulong, int)>(1);
            }

            others.Add((fingerprint, Count));
        }

        Count++;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        foreach (var block in _blocks)
        {
            block.Clear();
        }

        Count = 0;
    }

    private ulong Block(ulong fingerprint, int block)
    {
        var (from, to) = (Bits * block / _blocks.Length, Bits * (block + 1) / _blocks.Length);
        return (fingerprint >> from) & ((1UL << (to - from)) - 1);
    }
}
