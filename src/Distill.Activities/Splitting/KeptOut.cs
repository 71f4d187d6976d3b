using System.Text.Json.Nodes;
using Distill.Activities.Inference;
using Distill.Core.Datasets;
using Distill.Core.Samples;
using Distill.Core.Splits;

namespace Distill.Activities.Splitting;

/// <summary>What a later round must not learn from: the validation and test samples of the first, and whatever is nearly one of them.</summary>
internal sealed class KeptOut(ComparedPrompts prompts, double threshold)
{
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Leak> _leaks = new(StringComparer.Ordinal);

    /// <summary>Compares the cleaned answers with both sets.</summary>
    public async Task SurveyAsync(
        DatasetManifest clean,
        DatasetManifest validation,
        DatasetManifest test,
        CancellationToken cancellationToken
    )
    {
        await prompts.SurveyAsync([clean], cancellationToken);
        var check = new LeakCheck(threshold, prompts.Template);
        // Both sets count as one here: whether they are alike was settled in the first round.
        foreach (var dataset in new[] { validation, test })
        {
            await foreach (var sample in prompts.ReadAsync(dataset, cancellationToken))
            {
                _kept.Add(sample.Id);
                check.Add(sample.Id, prompts.Of(sample), SplitSet.Test);
            }
        }

        await foreach (var sample in prompts.ReadAsync(clean, cancellationToken))
        {
            if (!_kept.Contains(sample.Id))
            {
                check.Add(sample.Id, prompts.Of(sample), SplitSet.Train);
            }
        }

        foreach (var leak in check.Find(int.MaxValue))
        {
            _leaks[leak.FirstSet == SplitSet.Train ? leak.FirstId : leak.SecondId] = leak;
        }
    }

    /// <summary>True for a validation or test sample.</summary>
    public bool IsKept(string id) => _kept.Contains(id);

    /// <summary>The reject of a sample that is nearly one of them, or null.</summary>
    public Reject? RejectOf(Sample sample)
    {
        if (!_leaks.TryGetValue(sample.Id, out var leak))
        {
            return null;
        }

        var twin = leak.FirstId == sample.Id ? leak.SecondId : leak.FirstId;
        return Rejects.Of(sample, "split", "leak", new JsonObject { ["kept"] = twin, ["similarity"] = leak.Similarity });
    }
}
