using Distill.Core.Datasets;
using Distill.Core.Insight;
using Distill.Core.Pipelines;
using Distill.Core.Storage;

namespace Distill.DuckDb.Insight;

/// <summary>Answers questions about stored datasets, from sidecars that it holds open. One question at a time: each uses all the machine's threads.</summary>
internal sealed class DatasetInsights(IBlobStore blobs, InsightCacheOptions options) : IDatasetInsight, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    // The one asked last comes last.
    private readonly List<(string Id, DateTimeOffset CreatedAt, InsightSidecar Sidecar)> _open = [];

    /// <inheritdoc />
    public async Task<DatasetInsight> AskAsync(
        DatasetManifest dataset,
        InsightQuestion question,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(dataset);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var rows = new DatasetRows(blobs, dataset, OrderedWork.DefaultThreads);
            return await InsightEngine.AskAsync(rows, Open(dataset).Table, question, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Closes all sidecars.</summary>
    public void Dispose()
    {
        _open.ForEach(entry => entry.Sidecar.Dispose());
        _turn.Dispose();
    }

    private InsightSidecar Open(DatasetManifest dataset)
    {
        var at = _open.FindIndex(entry => entry.Id == dataset.Id && entry.CreatedAt == dataset.CreatedAt);
        var entry =
            at >= 0 ? _open[at] : (dataset.Id, dataset.CreatedAt, InsightSidecar.OfDataset(dataset.Id, options.Folder, dataset.CreatedAt));
        if (at >= 0)
        {
            _open.RemoveAt(at);
        }
        else if (_open.Count >= options.OpenDatasets)
        {
            _open[0].Sidecar.Dispose();
            _open.RemoveAt(0);
        }

        _open.Add(entry);
        return entry.Item3;
    }
}
