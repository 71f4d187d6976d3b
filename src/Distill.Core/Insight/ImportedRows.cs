using System.Runtime.CompilerServices;
using Distill.Core.Formats;
using Distill.Core.Insight.Columns;
using Distill.Core.Pipelines;
using Distill.Core.Samples;

namespace Distill.Core.Insight;

/// <summary>The rows of a file of any format that is imported.</summary>
/// <param name="name">Its name for people.</param>
/// <param name="open">Begins to read it from its start.</param>
/// <param name="threads">Threads at work.</param>
public sealed class ImportedRows(string name, Func<CancellationToken, Task<ImportReader>> open, int threads) : IInsightSource
{
    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public long Rejected { get; private set; }

    /// <inheritdoc />
    public async IAsyncEnumerable<Sample> PeekAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = await open(cancellationToken);
        await foreach (var item in reader.ReadAsync(cancellationToken))
        {
            if (item.IsSample)
            {
                yield return item.Sample!;
            }
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ColumnBatch> ReadAsync(ColumnReader columns, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = await open(cancellationToken);
        await foreach (
            var batch in OrderedWork.RunAsync(reader.ReadBatchesAsync(cancellationToken), columns.Read, threads, cancellationToken)
        )
        {
            yield return batch.Admitted(reader);
        }

        Rejected = reader.Summary.Rejects.Total;
    }
}
