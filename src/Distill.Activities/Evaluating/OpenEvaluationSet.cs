using Distill.Activities.Importing;
using Distill.Core.Datasets;
using Distill.Core.Dedup;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs.Evaluations;
using Distill.Core.Splits;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Evaluating;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Evaluating;

/// <summary>Makes the evaluation set a dataset, and refuses one that overlaps with training sets: what a model was trained on says nothing about it.</summary>
public sealed class OpenEvaluationSet(RunWorkspace workspace)
{
    private const int NamedLeaks = 5;

    /// <summary>The activity. Repeating it gives the same dataset.</summary>
    /// <exception cref="RunFailedException">The set is missing, empty or too bad, or overlaps with a training set; the message names the pairs.</exception>
    [Function(ActivityNames.OpenEvaluationSet)]
    public Task<DatasetReference> RunAsync([ActivityTrigger] EvaluationInput input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.OpenEvaluationSet, input.RunId, () => ExecuteAsync(input, cancellationToken), input.Round);

    private async Task<DatasetReference> ExecuteAsync(EvaluationInput input, CancellationToken cancellationToken)
    {
        var spec = await EvaluationFiles.ReadSpecAsync(workspace, input, cancellationToken);
        var set = await OpenAsync(input, spec, cancellationToken);
        foreach (var training in spec.Training)
        {
            await RefuseOverlapAsync(
                set,
                await workspace.GetDatasetAsync(training, cancellationToken),
                spec.LeakThreshold,
                cancellationToken
            );
        }

        return new DatasetReference(set.Id, set.Records, set.Shards.Count, set.RejectCount);
    }

    // A dataset is measured on as it is, so that two evaluations of one version are comparable.
    private async Task<DatasetManifest> OpenAsync(EvaluationInput input, EvaluationSpec spec, CancellationToken cancellationToken)
    {
        if (spec.Source is { Dataset: { } given, Where: null })
        {
            return await workspace.GetDatasetAsync(given, cancellationToken);
        }

        var id = $"{input.RunId}-{input.Part}-set";
        var plan = new ImportPlan(id, spec.Name, spec.Source, spec.Shards.Size, spec.MaxRejectRatio, spec.Task?.Gold);
        return await workspace.FindDatasetAsync(id, cancellationToken)
            ?? await new SourceImport(workspace, plan).RunAsync(cancellationToken);
    }

    private async Task RefuseOverlapAsync(
        DatasetManifest set,
        DatasetManifest training,
        double threshold,
        CancellationToken cancellationToken
    )
    {
        var check = new LeakCheck(threshold);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var sample in workspace.Library.ReadAsync(set, cancellationToken: cancellationToken))
        {
            ids.Add(sample.Id);
            check.Add(sample.Id, PromptText.Of(sample), SplitSet.Test);
        }

        var shared = new List<string>();
        await foreach (var sample in workspace.Library.ReadAsync(training, cancellationToken: cancellationToken))
        {
            if (ids.Contains(sample.Id))
            {
                shared.Add($"{sample.Id} (same id)");
            }

            check.Add(sample.Id, PromptText.Of(sample), SplitSet.Train);
        }

        var leaks = check.Find(int.MaxValue);
        if (shared.Count + leaks.Count == 0)
        {
            return;
        }

        var named = shared.Concat(leaks.Select(Describe)).Take(NamedLeaks);
        throw new RunFailedException(
            $"The evaluation set '{set.Id}' overlaps with the training set '{training.Id}': {shared.Count} shared ids, {leaks.Count} equal or nearly equal prompts. "
                + $"The first: {string.Join("; ", named)}. Take them out of one of the sets; no model was asked."
        );
    }

    private static string Describe(Leak leak)
    {
        var (ours, theirs) = leak.FirstSet == SplitSet.Test ? (leak.FirstId, leak.SecondId) : (leak.SecondId, leak.FirstId);
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{ours} and {theirs} ({(leak.Similarity >= 1 ? "the same prompt" : $"similarity {leak.Similarity:0.00}")})"
        );
    }
}
