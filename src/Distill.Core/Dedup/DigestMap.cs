namespace Distill.Core.Dedup;

/// <summary>A number for each 128-bit digest, in about 35 bytes. Not thread-safe; grows only, a 64th at a time, so that growing never doubles the whole.</summary>
internal sealed class DigestMap
{
    private const int PartBits = 6;
    private const int FirstSize = 64;

    private readonly Part[] _parts = [.. Enumerable.Range(0, 1 << PartBits).Select(_ => new Part())];

    /// <summary>Notes a number for a digest that has none yet.</summary>
    /// <param name="digest">Bits as good as random: a hash.</param>
    /// <param name="value">The number; not <see cref="long.MinValue"/>.</param>
    /// <param name="known">The number of the digest: the one given, or the one it had.</param>
    /// <returns>False when it had one.</returns>
    public bool TryAdd(UInt128 digest, long value, out long known) =>
        _parts[(int)(digest >> (128 - PartBits))].TryAdd(digest, value, out known);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        for (var i = 0; i < _parts.Length; i++)
        {
            _parts[i] = new Part();
        }
    }

    // Open addressing with linear probing; at most three quarters full.
    private sealed class Part
    {
        private const long Free = long.MinValue;

        private UInt128[] _digests = new UInt128[FirstSize];
        private long[] _values = Values(FirstSize);
        private int _count;

        public bool TryAdd(UInt128 digest, long value, out long known)
        {
            var at = Find(digest);
            if (_values[at] != Free)
            {
                known = _values[at];
                return false;
            }

            if ((_count + 1) * 4 > _values.Length * 3)
            {
                Grow();
                at = Find(digest);
            }

            (_digests[at], _values[at]) = (digest, value);
            _count++;
            known = value;
            return true;
        }

        private static long[] Values(int size)
        {
            var values = new long[size];
            Array.Fill(values, Free);
            return values;
        }

        private int Find(UInt128 digest)
        {
            var mask = _values.Length - 1;
            var at = (int)((ulong)digest & (ulong)mask);
            while (_values[at] != Free && _digests[at] != digest)
            {
                at = (at + 1) & mask;
            }

            return at;
        }

        private void Grow()
        {
            var (digests, values) = (_digests, _values);
            _digests = new UInt128[values.Length * 2];
            _values = Values(values.Length * 2);
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i] != Free)
                {
                    var at = Find(digests[i]);
                    (_digests[at], _values[at]) = (digests[i], values[i]);
                }
            }
        }
    }
}
