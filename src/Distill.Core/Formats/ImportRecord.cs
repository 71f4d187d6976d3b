using Distill.Core.Datasets;
using Distill.Core.Samples;

namespace Distill.Core.Formats;

/// <summary>A record as <see cref="ImportBatch"/> decoded it. Whether its id is taken is known only when <see cref="ImportReader.Admit"/> has seen those before it.</summary>
public readonly record struct ImportRecord
{
    internal ImportRecord(Sample sample, UInt128? ownId, long line, long offset)
    {
        Sample = sample;
        OwnId = ownId;
        Line = line;
        Offset = offset;
    }

    internal ImportRecord(Reject reject)
    {
        Reject = reject;
        Line = reject.Line;
    }

    /// <summary>The sample, with its id and its source; null for a reject.</summary>
    public Sample? Sample { get; }

    /// <summary>The reject; null for a sample.</summary>
    public Reject? Reject { get; }

    /// <summary>Hash of the id that the record brought itself; a derived one is unique already.</summary>
    internal UInt128? OwnId { get; }

    internal long Line { get; }

    internal long Offset { get; }
}
