using Distill.Core.Pipelines;

namespace Distill.Core.Dedup.MinHash;

/// <summary>The texts by the hash of each of their bands: in memory up to a budget, then moved to a scratch file all at once. Not thread-safe.</summary>
/// <param name="budget">Bytes of memory for what was not moved.</param>
/// <param name="scratch">Where the rest goes; null keeps everything in memory.</param>
internal sealed class BandIndex(long budget, IScratchSpace? scratch) : IDisposable
{
    private readonly BandTables _tables = new();
    private readonly List<BandSegment> _segments = [];
    private IScratchFile? _file;

    /// <summary>Adds the texts that share a band with a sketch to a list, some perhaps more than once.</summary>
    /// <exception cref="IOException">The scratch file cannot be read.</exception>
    public void Find(MinHashSketch sketch, List<int> into)
    {
        Span<int> known = stackalloc int[MinHashSketch.Bands];
        foreach (var segment in _segments)
        {
            segment.Find(sketch, into, known);
        }

        _tables.Find(sketch, into);
    }

    /// <summary>Adds a text.</summary>
    /// <exception cref="IOException">The scratch file cannot be written.</exception>
    public void Add(MinHashSketch sketch, int text)
    {
        if (scratch is not null && _tables.Count > 0 && _tables.BytesWithOneMore > budget)
        {
            _file ??= scratch.Create();
            _segments.Add(new BandSegment(_tables, _file, _segments is [.., var last] ? last.End : 0));
        }

        Span<int> known = stackalloc int[MinHashSketch.Bands];
        known.Clear();
        foreach (var segment in _segments)
        {
            segment.Find(sketch, null, known);
        }

        _tables.Add(sketch, text, known);
    }

    /// <summary>Forgets everything.</summary>
    public void Dispose()
    {
        _tables.Clear();
        _segments.Clear();
        _file?.Dispose();
        _file = null;
    }
}
