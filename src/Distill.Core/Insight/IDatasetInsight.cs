using Distill.Core.Datasets;

namespace Distill.Core.Insight;

/// <summary>Answers questions about stored datasets. Thread-safe.</summary>
public interface IDatasetInsight
{
    /// <summary>Answers a question. The first one about a field reads the dataset; later ones do not.</summary>
    /// <exception cref="DamagedShardException">A shard does not hold what was written.</exception>
    /// <exception cref="Storage.BlobNotFoundException">A shard is gone.</exception>
    Task<DatasetInsight> AskAsync(DatasetManifest dataset, InsightQuestion question, CancellationToken cancellationToken = default);
}
