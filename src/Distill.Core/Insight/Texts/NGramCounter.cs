using System.IO.Hashing;
using System.Runtime.InteropServices;
using Distill.Core.Languages;

namespace Distill.Core.Insight.Texts;

/// <summary>Counts different words, pairs and triples of words, by their hashes. Not thread-safe.</summary>
internal sealed class NGramCounter
{
    /// <summary>Words of a segment.</summary>
    public const int Segment = 1000;

    private const int Longest = 3;

    private readonly HashSet<ulong>[] _seen =
    [
        [],
        [],
        [],
    ];
    private readonly long[] _total = new long[Longest];
    private readonly HashSet<ulong> _segment = [];
    private int _inSegment;
    private long _segments;
    private double _ratios;

    /// <summary>Mean share of different words in whole segments, which go on from text to text; null below one.</summary>
    public double? TypeToken => _segments == 0 ? null : _ratios / _segments;

    /// <summary>Different n-grams over all; null when there are none.</summary>
    /// <param name="n">1 to 3.</param>
    public double? Distinct(int n) => _total[n - 1] == 0 ? null : (double)_seen[n - 1].Count / _total[n - 1];

    /// <summary>Adds a text; no n-gram reaches into the next.</summary>
    public void Add(string text)
    {
        var (at, words) = (0, 0);
        var (before, last) = (0UL, 0UL);
        while (WordCount.Next(text, ref at, out var start))
        {
            var word = Hash(text.AsSpan(start, at - start));
            Count(1, word);
            Count(word);
            words++;
            if (words >= 2)
            {
                Count(2, Join(last, word));
            }

            if (words >= Longest)
            {
                Count(Longest, Join(Join(before, last), word));
            }

            (before, last) = (last, word);
        }
    }

    private void Count(int n, ulong gram)
    {
        _total[n - 1]++;
        _ = _seen[n - 1].Add(gram);
    }

    private void Count(ulong word)
    {
        _ = _segment.Add(word);
        if (++_inSegment == Segment)
        {
            _ratios += (double)_segment.Count / Segment;
            _segments++;
            _segment.Clear();
            _inSegment = 0;
        }
    }

    // "The" at the start of a sentence is no other word.
    private static ulong Hash(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[Math.Min(word.Length, 64)];
        return word.ToLowerInvariant(lower) < 0
            ? XxHash3.HashToUInt64(MemoryMarshal.AsBytes(word))
            : XxHash3.HashToUInt64(MemoryMarshal.AsBytes(lower));
    }

    private static ulong Join(ulong left, ulong right) => (ulong.RotateLeft(left, 23) * 0x9E3779B97F4A7C15UL) ^ right;
}
