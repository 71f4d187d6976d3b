using System.Runtime.InteropServices;
using Distill.Core.Pipelines;

namespace Distill.Core.Dedup.MinHash;

/// <summary>Sketches by number, on disk beyond a budget. Not thread-safe.</summary>
internal sealed class SketchStore(long budget, IScratchSpace? scratch) : IDisposable
{
    private readonly SpillingStore _sketches = new(MinHashSketch.SignatureBytes + (MinHashSketch.Bands * sizeof(uint)), budget, scratch);
    private readonly HashSet<int> _missing = [];

    /// <summary>The sketch of a number, or null.</summary>
    public MinHashSketch? this[int number]
    {
        get
        {
            var record = _sketches[number];
            return _missing.Contains(number)
                ? null
                : new MinHashSketch(
                    MemoryMarshal.Cast<byte, ushort>(record[..MinHashSketch.SignatureBytes]),
                    MemoryMarshal.Cast<byte, uint>(record[MinHashSketch.SignatureBytes..])
                );
        }
    }

    /// <summary>Adds a sketch, or the lack of one.</summary>
    public void Add(MinHashSketch? sketch)
    {
        Span<byte> record = stackalloc byte[MinHashSketch.SignatureBytes + (MinHashSketch.Bands * sizeof(uint))];
        record.Clear();
        if (sketch is null)
        {
            _ = _missing.Add(_sketches.Count);
        }
        else
        {
            sketch.Signature.CopyTo(record);
            MemoryMarshal.AsBytes(sketch.BandHashes).CopyTo(record[MinHashSketch.SignatureBytes..]);
        }

        _sketches.Add(record);
    }

    public void Dispose() => _sketches.Dispose();
}
