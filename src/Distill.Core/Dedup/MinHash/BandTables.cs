using System.Runtime.CompilerServices;

namespace Distill.Core.Dedup.MinHash;

/// <summary>The texts by the hash of each of their bands, in memory: open addressing, 8 bytes an entry and free room. Not thread-safe.</summary>
internal sealed class BandTables
{
    /// <summary>Texts kept of one value of a band. Texts that share a long template crowd in one; the search among them must end, and their likes share other bands, too.</summary>
    public const int MostOfAValue = 64;

    private const int FirstSize = 1024;

    // Hash of the band in the upper half, number of the text plus one in the lower; 0 is free. All bands have the same size.
    private readonly ulong[][] _entries = [.. Enumerable.Range(0, MinHashSketch.Bands).Select(_ => new ulong[FirstSize])];
    private int _size = FirstSize;

    /// <summary>Texts since the beginning or the last <see cref="Clear"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes held when one more text is added.</summary>
    public long BytesWithOneMore => (long)(IsFull ? Grown : _size) * sizeof(ulong) * MinHashSketch.Bands;

    private bool IsFull => (Count + 1) * 4L > _size * 3L;

    // By half: doubling would leave more room free, and hold more while entries move.
    private int Grown => _size + (_size / 2);

    /// <summary>Adds the texts that share a band with a sketch to a list, some perhaps more than once.</summary>
    public void Find(MinHashSketch sketch, List<int> into)
    {
        var hashes = sketch.BandHashes;
        // Each slot is a cache miss. Read before any is looked at, they are waited for together.
        Span<ulong> first = stackalloc ulong[MinHashSketch.Bands];
        for (var band = 0; band < first.Length; band++)
        {
            first[band] = _entries[band][Slot(hashes[band])];
        }

        for (var band = 0; band < first.Length; band++)
        {
            if (first[band] != 0)
            {
                Find(_entries[band], hashes[band], into);
            }
        }
    }

    /// <summary>Adds a text.</summary>
    /// <param name="sketch">Its sketch.</param>
    /// <param name="text">Its number.</param>
    /// <param name="known">Of each band how many texts with its value are kept elsewhere.</param>
    public void Add(MinHashSketch sketch, int text, ReadOnlySpan<int> known)
    {
        if (IsFull)
        {
            Grow();
        }

        for (var band = 0; band < MinHashSketch.Bands; band++)
        {
            var (entries, hash, same) = (_entries[band], sketch.BandHashes[band], known[band]);
            var at = Slot(hash);
            for (; entries[at] != 0; at = Next(entries, at))
            {
                same += (uint)(entries[at] >> 32) == hash ? 1 : 0;
            }

            if (same < MostOfAValue)
            {
                entries[at] = ((ulong)hash << 32) | (uint)(text + 1);
            }
        }

        Count++;
    }

    /// <summary>The entries of a band by hash, and those of a hash by text: the hash in the upper half, the text in the lower.</summary>
    public ulong[] Sorted(int band)
    {
        var entries = Array.FindAll(_entries[band], entry => entry != 0);
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i]--;
        }

        Array.Sort(entries);
        return entries;
    }

    /// <summary>Forgets all texts; the room stays.</summary>
    public void Clear()
    {
        Array.ForEach(_entries, Array.Clear);
        Count = 0;
    }

    private static void Find(ulong[] entries, uint hash, List<int> into)
    {
        for (var at = Slot(hash, entries.Length); entries[at] is not 0 and var entry; at = Next(entries, at))
        {
            if ((uint)(entry >> 32) == hash)
            {
                into.Add((int)(uint)entry - 1);
            }
        }
    }

    private void Grow()
    {
        _size = Grown;
        for (var band = 0; band < _entries.Length; band++)
        {
            var larger = new ulong[_size];
            foreach (var entry in _entries[band])
            {
                if (entry != 0)
                {
                    var at = Slot((uint)(entry >> 32));
                    while (larger[at] != 0)
                    {
                        at = Next(larger, at);
                    }

                    larger[at] = entry;
                }
            }

            _entries[band] = larger;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Slot(uint hash) => Slot(hash, _size);

    // The hash as a fraction of its range: any size will do, and what lies in order of hashes moves in order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Slot(uint hash, int size) => (int)(((ulong)hash * (uint)size) >> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(ulong[] entries, int at) => at + 1 == entries.Length ? 0 : at + 1;
}
