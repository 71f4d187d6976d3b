using System.Buffers;
using System.Runtime.InteropServices;
using Distill.Core.Pipelines;

namespace Distill.Core.Dedup.MinHash;

/// <summary>The texts by the hash of each of their bands, on disk: each band's entries in order. Not thread-safe.</summary>
/// <remarks>
/// What stays in memory is a filter, 12 bits an entry or 38 bytes a text, which spares the disk nearly all values that no text has, and the first hash of each block.
/// </remarks>
internal sealed class BandSegment
{
    private const int BlockEntries = 512;
    private const int BitsOfAnEntry = 12;

    private readonly IScratchFile _file;
    private readonly BlockedBloomFilter _filter;
    private readonly Band[] _bands = new Band[MinHashSketch.Bands];

    /// <summary>Moves texts from memory to the end of a file.</summary>
    /// <param name="texts">The texts; they are cleared.</param>
    /// <param name="file">The file, which goes on to be the caller's.</param>
    /// <param name="offset">Bytes in the file before.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public BandSegment(BandTables texts, IScratchFile file, long offset)
    {
        _file = file;
        _filter = new BlockedBloomFilter((long)texts.Count * MinHashSketch.Bands, BitsOfAnEntry);
        for (var band = 0; band < _bands.Length; band++)
        {
            var entries = texts.Sorted(band);
            var firsts = new uint[(entries.Length + BlockEntries - 1) / BlockEntries];
            for (var i = 0; i < entries.Length; i++)
            {
                var hash = (uint)(entries[i] >> 32);
                _filter.Add(Key(band, hash));
                if (i % BlockEntries == 0)
                {
                    firsts[i / BlockEntries] = hash;
                }
            }

            file.Append(MemoryMarshal.AsBytes(entries.AsSpan()));
            _bands[band] = new Band(offset, entries.Length, firsts);
            offset += entries.Length * (long)sizeof(ulong);
        }

        End = offset;
        texts.Clear();
    }

    /// <summary>Bytes in the file with this segment.</summary>
    public long End { get; }

    /// <summary>Adds the texts that share a band with a sketch to a list, some perhaps more than once.</summary>
    /// <param name="sketch">The sketch.</param>
    /// <param name="into">The list; null only counts.</param>
    /// <param name="known">Of each band the number of texts found is added.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Find(MinHashSketch sketch, List<int>? into, Span<int> known)
    {
        var hashes = sketch.BandHashes;
        // All questions before the first answer is looked at: their cache misses are waited for together.
        var maybe = 0u;
        for (var band = 0; band < hashes.Length; band++)
        {
            maybe |= (_filter.MayContain(Key(band, hashes[band])) ? 1u : 0u) << band;
        }

        for (var band = 0; maybe != 0; band++, maybe >>= 1)
        {
            if ((maybe & 1) != 0)
            {
                known[band] += Find(_bands[band], hashes[band], into);
            }
        }
    }

    private int Find(in Band band, uint hash, List<int>? into)
    {
        // The last block that begins before the hash, and those that begin with it.
        var block = Math.Max(LowerBound(band.Firsts, hash) - 1, 0);
        var found = 0;
        var entries = ArrayPool<ulong>.Shared.Rent(BlockEntries);
        for (; block < band.Firsts.Length && band.Firsts[block] <= hash; block++)
        {
            var begin = block * BlockEntries;
            var read = entries.AsSpan(0, Math.Min(BlockEntries, band.Count - begin));
            _file.Read(band.Offset + (begin * (long)sizeof(ulong)), MemoryMarshal.AsBytes(read));
            for (var i = LowerBound(read, (ulong)hash << 32); i < read.Length && (uint)(read[i] >> 32) == hash; i++)
            {
                into?.Add((int)(uint)read[i]);
                found++;
            }
        }

        ArrayPool<ulong>.Shared.Return(entries);
        return found;
    }

    // The first number of an ordered list that is not below the value.
    private static int LowerBound<T>(ReadOnlySpan<T> ordered, T value)
        where T : IComparable<T>
    {
        var (low, high) = (0, ordered.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ordered[middle].CompareTo(value) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static ulong Key(int band, uint hash) => ((ulong)band << 32) | hash;

    /// <summary>Where the entries of a band lie in the file, and the hash with which each of their blocks begins.</summary>
    private readonly record struct Band(long Offset, int Count, uint[] Firsts);
}
