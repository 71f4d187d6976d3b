using System.Collections.Concurrent;

namespace Distill.ModelEmulator.Learning;

/// <summary>Counts of one text's n-grams by bucket, in memory that is used again. Not thread-safe.</summary>
internal sealed class NgramCounts(int buckets, ConcurrentBag<NgramCounts> pool) : IDisposable
{
    private readonly ushort[] counts = new ushort[buckets];
    private int[] touched = new int[1_024];
    private char[] folded = new char[1_024];
    private int size;

    /// <summary>Buckets with a count, in order of their first n-gram.</summary>
    public ReadOnlySpan<int> Touched => touched.AsSpan(0, size);

    /// <summary>How often n-grams of a bucket occurred.</summary>
    public int this[int bucket] => counts[bucket];

    /// <summary>Adds one occurrence.</summary>
    public void Add(int bucket)
    {
        if (counts[bucket] == 0)
        {
            if (size == touched.Length)
            {
                Array.Resize(ref touched, size * 2);
            }

            touched[size++] = bucket;
        }

        if (counts[bucket] < ushort.MaxValue)
        {
            counts[bucket]++;
        }
    }

    /// <summary>The text in folded form; valid until the next call.</summary>
    public ReadOnlySpan<char> Fold(ReadOnlySpan<char> text)
    {
        if (folded.Length < text.Length + 2)
        {
            folded = new char[text.Length + 2];
        }

        var length = 0;
        folded[length++] = ' ';
        foreach (var c in text)
        {
            var f = NgramHasher.Fold(c);
            if (f != ' ' || folded[length - 1] != ' ')
            {
                folded[length++] = f;
            }
        }

        if (folded[length - 1] != ' ')
        {
            folded[length++] = ' ';
        }

        return folded.AsSpan(0, length);
    }

    /// <summary>Forgets the counts and gives the memory back.</summary>
    public void Dispose()
    {
        foreach (var bucket in Touched)
        {
            counts[bucket] = 0;
        }

        size = 0;
        pool.Add(this);
    }
}
