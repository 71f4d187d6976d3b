using System.Runtime.CompilerServices;
using Distill.Core.Datasets;
using Distill.Core.Insight.Columns;
using Distill.Core.Pipelines;
using Distill.Core.Samples;
using Distill.Core.Storage;

namespace Distill.Core.Insight;

/// <summary>The rows of a stored dataset.</summary>
/// <param name="blobs">Where its shards are.</param>
/// <param name="manifest">The dataset.</param>
/// <param name="threads">Threads at work.</param>
public sealed class DatasetRows(IBlobStore blobs, DatasetManifest manifest, int threads) : IInsightSource
{
    private const int Batch = 256;

    /// <inheritdoc />
    public string Name => manifest.Id;

    /// <inheritdoc />
    public long Rejected => manifest.RejectCount;

    /// <inheritdoc />
    public async IAsyncEnumerable<Sample> PeekAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var shard in manifest.Shards)
        {
            await foreach (var sample in ShardReader.ReadAsync(blobs, shard.Path, cancellationToken))
            {
                yield return sample;
            }
        }
    }

    /// <inheritdoc />
    public IAsyncEnumerable<ColumnBatch> ReadAsync(ColumnReader columns, CancellationToken cancellationToken) =>
        OrderedWork.RunAsync(
            OrderedWork.BatchAsync(PeekAsync(cancellationToken), Batch, cancellationToken),
            columns.Read,
            threads,
            cancellationToken
        );
}
