namespace Distill.Core.Dedup;

/// <summary>Tells of most keys that were never added that they were not. Each key has all its bits in one word, so a question is one cache miss. Filled by one thread.</summary>
/// <remarks>
/// F. Putze, P. Sanders, J. Singler, "Cache-, hash- and space-efficient Bloom filters", WEA 2007. With 12 bits a key about one question in a hundred is
/// answered wrongly with yes, none wrongly with no.
/// </remarks>
/// <param name="keys">Keys that are going to be added.</param>
/// <param name="bits">Bits for each of them.</param>
internal sealed class BlockedBloomFilter(long keys, int bits)
{
    private readonly ulong[] _words = new ulong[(keys * bits / 64) + 1];

    /// <summary>Adds a key.</summary>
    public void Add(ulong key)
    {
        var hash = Mix(key);
        _words[Word(hash)] |= Bits(hash);
    }

    /// <summary>False when the key was not added.</summary>
    public bool MayContain(ulong key)
    {
        var hash = Mix(key);
        var wanted = Bits(hash);
        return (_words[Word(hash)] & wanted) == wanted;
    }

    // The upper half of the hash chooses the word, the lower four bits in it.
    private long Word(ulong hash) => (long)(((hash >> 32) * (ulong)_words.LongLength) >> 32);

    private static ulong Bits(ulong hash) =>
        (1UL << (int)(hash & 63)) | (1UL << (int)(hash >> 6 & 63)) | (1UL << (int)(hash >> 12 & 63)) | (1UL << (int)(hash >> 18 & 63));

    // The finaliser of SplitMix64.
    private static ulong Mix(ulong key)
    {
        key = (key ^ (key >> 30)) * 0xBF58476D1CE4E5B9;
        key = (key ^ (key >> 27)) * 0x94D049BB133111EB;
        return key ^ (key >> 31);
    }
}
