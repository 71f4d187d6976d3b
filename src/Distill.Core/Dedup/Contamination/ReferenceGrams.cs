namespace Distill.Core.Dedup.Contamination;

/// <summary>The runs of tokens of some reference data, each with the first record that has it. Filled by one thread; then thread-safe.</summary>
/// <param name="length">Tokens of a run.</param>
/// <param name="common">Runs that more records than this have are a template's, and count for nothing.</param>
internal sealed class ReferenceGrams(int length, int common)
{
    private readonly Dictionary<ulong, (int Record, int Records)> _grams = [];
    private readonly List<(string Source, string Id)> _records = [];

    // A bit for each run, at least eight times as many as there are runs: most texts need no other look.
    private ulong[] _sieve = [];

    /// <summary>Adds a record.</summary>
    /// <param name="source">Name of the data.</param>
    /// <param name="id">Its id.</param>
    /// <param name="key">Key of its text.</param>
    public void Add(string source, string id, ReadOnlySpan<char> key)
    {
        var record = _records.Count;
        _records.Add((source, id));
        var latest = new HashSet<ulong>();
        var grams = new TokenGrams(key, length);
        while (grams.Next())
        {
            if (latest.Add(grams.Hash))
            {
                var (first, records) = _grams.GetValueOrDefault(grams.Hash, (record, 0));
                _grams[grams.Hash] = (first, records + 1);
            }
        }
    }

    /// <summary>Ends the filling.</summary>
    public void Complete()
    {
        foreach (var (gram, (_, records)) in _grams)
        {
            if (records > common)
            {
                _ = _grams.Remove(gram);
            }
        }

        const int BitsAWord = 64;
        var words = System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, _grams.Count / (BitsAWord / 8)));
        _sieve = new ulong[words];
        foreach (var gram in _grams.Keys)
        {
            _sieve[Word(gram)] |= Bit(gram);
        }
    }

    /// <summary>What a text has in common with the reference data; null when nothing.</summary>
    public Overlap? Find(ReadOnlySpan<char> key)
    {
        var grams = new TokenGrams(key, length);
        var (all, found) = (0, 0);
        var (record, text) = (-1, "");
        while (grams.Next())
        {
            all++;
            if ((_sieve[Word(grams.Hash)] & Bit(grams.Hash)) == 0 || !_grams.TryGetValue(grams.Hash, out var known))
            {
                continue;
            }

            if (found++ == 0)
            {
                (record, text) = (known.Record, grams.Text.ToString());
            }
        }

        return found == 0 ? null : new Overlap(_records[record].Source, _records[record].Id, (double)found / all, text);
    }

    private int Word(ulong gram) => (int)(gram >> 6) & (_sieve.Length - 1);

    private static ulong Bit(ulong gram) => 1UL << (int)(gram & 63);
}
