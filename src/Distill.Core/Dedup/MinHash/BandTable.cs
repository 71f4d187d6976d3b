namespace Distill.Core.Dedup.MinHash;

/// <summary>The texts of each value of one band: open addressing, 8 bytes a text and free room. Not thread-safe.</summary>
internal sealed class BandTable
{
    /// <summary>Texts kept of one value. Texts that share a long template crowd in one; the search among them must end, and their likes share other bands, too.</summary>
    public const int MostOfAValue = 64;

    private const int FirstSize = 1024;

    // Hash of the band in the upper half, number of the text plus one in the lower; 0 is free.
    private ulong[] _entries = new ulong[FirstSize];
    private int _count;

    /// <summary>Bytes held.</summary>
    public long Bytes => _entries.LongLength * sizeof(ulong);

    /// <summary>Adds the texts of a value to a list.</summary>
    public void Find(uint hash, List<int> into)
    {
        var entries = _entries;
        var mask = entries.Length - 1;
        for (var at = (int)hash & mask; ; at = (at + 1) & mask)
        {
            var entry = entries[at];
            if (entry == 0)
            {
                return;
            }

            if ((uint)(entry >> 32) == hash)
            {
                into.Add((int)(uint)entry - 1);
            }
        }
    }

    /// <summary>Adds a text.</summary>
    public void Add(uint hash, int text)
    {
        if ((_count + 1) * 4L > _entries.Length * 3L)
        {
            Grow();
        }

        var mask = _entries.Length - 1;
        var same = 0;
        var at = (int)hash & mask;
        for (; _entries[at] != 0; at = (at + 1) & mask)
        {
            same += (uint)(_entries[at] >> 32) == hash ? 1 : 0;
        }

        if (same < MostOfAValue)
        {
            _entries[at] = ((ulong)hash << 32) | (uint)(text + 1);
            _count++;
        }
    }

    private void Grow()
    {
        var old = _entries;
        _entries = new ulong[old.Length * 2];
        var mask = _entries.Length - 1;
        foreach (var entry in old)
        {
            if (entry != 0)
            {
                var at = (int)(uint)(entry >> 32) & mask;
                while (_entries[at] != 0)
                {
                    at = (at + 1) & mask;
                }

                _entries[at] = entry;
            }
        }
    }
}
