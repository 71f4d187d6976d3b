using System.Runtime.CompilerServices;
using Distill.Core.Models;
using Distill.Core.Storage;

namespace Distill.Core.Datasets.Lineage;

/// <summary>Answers where a dataset came from and what came of it. Thread-safe.</summary>
/// <param name="datasets">The catalogue of datasets.</param>
/// <param name="models">The registry of trained models.</param>
public sealed class DatasetLineage(IDatasetStore datasets, IModelRegistry models)
{
    /// <summary>The dataset and all it was made from, nearest first; each once.</summary>
    public async IAsyncEnumerable<LineageEntry> AncestorsAsync(
        string datasetId,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var met = new HashSet<string>(StringComparer.Ordinal) { datasetId };
        var queue = new Queue<(string Id, int Depth)>([(datasetId, 0)]);
        while (queue.TryDequeue(out var next))
        {
            var manifest = await datasets.FindAsync(next.Id, cancellationToken);
            yield return new LineageEntry(next.Id, manifest, next.Depth);
            foreach (var parent in (manifest?.Parents ?? []).Where(met.Add))
            {
                queue.Enqueue((parent, next.Depth + 1));
            }
        }
    }

    /// <summary>The datasets that have no parents (imports, logs) among the ancestors.</summary>
    public IAsyncEnumerable<LineageEntry> SourcesAsync(string datasetId, CancellationToken cancellationToken = default) =>
        AncestorsAsync(datasetId, cancellationToken).Where(entry => entry.Manifest is not { Parents.Count: > 0 });

    /// <summary>The dataset and all that was made from it, nearest first; each once. Reads the whole catalogue.</summary>
    public async Task<IReadOnlyList<LineageEntry>> DescendantsAsync(string datasetId, CancellationToken cancellationToken = default)
    {
        var all = await datasets.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        var children = all.SelectMany(manifest => manifest.Parents.Select(parent => (parent, manifest)))
            .ToLookup(pair => pair.parent, pair => pair.manifest, StringComparer.Ordinal);
        var met = new HashSet<string>(StringComparer.Ordinal) { datasetId };
        List<LineageEntry> result = [new(datasetId, all.Find(manifest => manifest.Id == datasetId), 0)];
        for (var at = 0; at < result.Count; at++)
        {
            var entry = result[at];
            result.AddRange(
                children[entry.Id].Where(child => met.Add(child.Id)).Select(child => new LineageEntry(child.Id, child, entry.Depth + 1))
            );
        }

        return result;
    }

    /// <summary>The models that learned from the dataset or from one made of it, newest first.</summary>
    public async Task<IReadOnlyList<ModelVersion>> ModelsTrainedOnAsync(string datasetId, CancellationToken cancellationToken = default)
    {
        var family = await DescendantsAsync(datasetId, cancellationToken);
        var ids = family.Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        return await models.ListAsync(cancellationToken).Where(model => model.Datasets.Any(ids.Contains)).ToListAsync(cancellationToken);
    }
}
