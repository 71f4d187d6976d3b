using Distill.Core.Insight.Columns;
using Distill.Core.Samples;

namespace Distill.Core.Insight;

/// <summary>Data that insight reads, as often as it must; always the same rows in the same order.</summary>
public interface IInsightSource
{
    /// <summary>Its name for people.</summary>
    string Name { get; }

    /// <summary>Its first samples.</summary>
    IAsyncEnumerable<Sample> PeekAsync(CancellationToken cancellationToken);

    /// <summary>Its rows as columns, in order. Decoded on several threads.</summary>
    IAsyncEnumerable<ColumnBatch> ReadAsync(ColumnReader columns, CancellationToken cancellationToken);

    /// <summary>Lines that were no samples in the last reading that ran to its end.</summary>
    long Rejected { get; }
}
