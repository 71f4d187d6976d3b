using Distill.Core.Storage;

namespace Distill.Core.Privacy;

/// <summary>Finds the models that learned from forgotten rows. Thread-safe.</summary>
/// <param name="datasets">The manifests.</param>
/// <param name="models">The registry.</param>
internal sealed class LearnedModels(IDatasetStore datasets, IModelRegistry models)
{
    /// <summary>Their ids: those that learned from the rows, and those that were trained on from one of them.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(IReadOnlyList<ForgottenRows> rows, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in rows)
        {
            // A version that somebody else's forgetting made has the rows of the one before it, on which models may have been trained.
            var id = item.Dataset;
            while (id is not null && ids.Add(id))
            {
                var manifest = await datasets.FindAsync(id, cancellationToken);
                id = manifest?.Operation == DatasetForgetting.Operation ? manifest.Parents.FirstOrDefault() : null;
            }
        }

        var all = await models.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        var found = all.Where(model => model.Datasets.Any(ids.Contains)).Select(model => model.Id).ToHashSet(StringComparer.Ordinal);
        while (all.Any(model => model.Parent is { } parent && found.Contains(parent) && found.Add(model.Id)))
        {
            // Each round may make another one a descendant.
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }
}
