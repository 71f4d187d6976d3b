using Distill.Activities.Splitting;
using Distill.Core.Datasets.Operations;
using Distill.Core.Runs;
using Distill.Core.Splits;
using Distill.Orchestrations;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Operations;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Operations;

/// <summary>Makes training, validation and test set of a dataset, without near-duplicates across.</summary>
public sealed class SplitDataset(RunWorkspace workspace)
{
    /// <summary>The activity. Repeating it gives the same datasets; those that are there already stay.</summary>
    /// <exception cref="RunFailedException">The dataset cannot be split as asked; the message says why.</exception>
    [Function(ActivityNames.SplitDataset)]
    public async Task<DatasetOperationOutcome> RunAsync(
        [ActivityTrigger] DatasetOperationInput operation,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(operation);
        var dataset = await OperatedDataset.OpenAsync(workspace, operation, cancellationToken);
        var plan = dataset.Plan<SplitPlan>();
        var split = await AssignAsync(dataset, plan, cancellationToken);
        var parts = new Dictionary<string, DatasetReference>(StringComparer.Ordinal);
        foreach (var set in split.Sets.Distinct().Order())
        {
            var name = set.ToString().ToLowerInvariant();
            parts[name] = await WriteAsync(dataset, split, set, $"{operation.Id}-{name}", cancellationToken);
        }

        return new DatasetOperationOutcome(parts, null, parts.Values.Sum(part => part.Records));
    }

    private async Task<SplitResult> AssignAsync(OperatedDataset dataset, SplitPlan plan, CancellationToken cancellationToken)
    {
        var prompts = new ComparedPrompts(workspace);
        await prompts.SurveyAsync([dataset.Source], cancellationToken);
        var splitter = new DatasetSplitter(plan.Options, prompts.Template);
        await foreach (var sample in prompts.ReadAsync(dataset.Source, cancellationToken))
        {
            splitter.Add(prompts.Of(sample), plan.ClassOf(sample));
        }

        var split = splitter.Split();
        return split.Refusal is { } refusal
            ? throw new RunFailedException($"The {dataset.Source.Records} records of '{dataset.Source.Id}' cannot be split: {refusal}")
            : split;
    }

    private async Task<DatasetReference> WriteAsync(
        OperatedDataset dataset,
        SplitResult split,
        SplitSet set,
        string id,
        CancellationToken cancellationToken
    )
    {
        if (await workspace.FindDatasetAsync(id, cancellationToken) is { } done)
        {
            return OperatedDataset.Reference(done);
        }

        await using var writer = dataset.CreateWriter(id);
        var index = 0;
        await foreach (var sample in workspace.Library.ReadAsync(dataset.Source, cancellationToken: cancellationToken))
        {
            if (split.Sets[index++] == set)
            {
                await writer.WriteAsync(sample, cancellationToken);
            }
        }

        return await dataset.CommitAsync(writer, cancellationToken);
    }
}
