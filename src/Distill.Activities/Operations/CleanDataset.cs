using Distill.Activities.Cleaning;
using Distill.Activities.Inference;
using Distill.Core.Datasets.Operations;
using Distill.Core.Operators;
using Distill.Core.Pipelines;
using Distill.Core.Runs;
using Distill.Orchestrations;
using Distill.Orchestrations.Operations;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Operations;

/// <summary>Takes a dataset through a recipe; what an operator drops is a reject of the new dataset.</summary>
public sealed class CleanDataset(RunWorkspace workspace, IScratchSpace scratch)
{
    /// <summary>The activity. Repeating it gives the same dataset.</summary>
    /// <exception cref="RunFailedException">Nothing is left, or the recipe compares with what is not there.</exception>
    [Function(ActivityNames.CleanDataset)]
    public async Task<DatasetOperationOutcome> RunAsync(
        [ActivityTrigger] DatasetOperationInput operation,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (await workspace.FindDatasetAsync(operation.Id, cancellationToken) is { } done)
        {
            return OperatedDataset.Outcome(OperatedDataset.Reference(done));
        }

        var dataset = await OperatedDataset.OpenAsync(workspace, operation, cancellationToken);
        using var run = dataset.Plan<CleaningPlan>().Recipe.Start(scratch);
        await LoadAsync(run, cancellationToken);
        await using var writer = dataset.CreateWriter(operation.Id);
        while (run.NextPass())
        {
            var samples = workspace.Library.ReadAsync(dataset.Source, cancellationToken: cancellationToken);
            await foreach (var outcome in run.PassAsync(samples, OrderedWork.DefaultThreads, cancellationToken))
            {
                await (
                    outcome.Drop is { } drop
                        ? writer.RejectAsync(Rejects.Of(outcome.Sample, outcome.Operator!, drop.Reason, drop.Detail), cancellationToken)
                        : writer.WriteAsync(outcome.Sample, cancellationToken)
                );
            }
        }

        return OperatedDataset.Outcome(await dataset.CommitAsync(writer, cancellationToken));
    }

    private async Task LoadAsync(CleaningRun run, CancellationToken cancellationToken)
    {
        try
        {
            await run.LoadAsync(new ReferenceDatasets(workspace), cancellationToken);
        }
        catch (ReferenceException missing)
        {
            throw new RunFailedException(missing.Message, missing);
        }
    }
}
