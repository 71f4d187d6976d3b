using Distill.Core.Datasets.Operations;
using Distill.Core.Runs;
using Distill.Core.Sampling;
using Distill.Orchestrations;
using Distill.Orchestrations.Operations;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Operations;

/// <summary>Takes records out of a dataset by time, keywords, filter and chance.</summary>
public sealed class SampleDataset(RunWorkspace workspace)
{
    /// <summary>The activity. Repeating it gives the same dataset.</summary>
    /// <exception cref="RunFailedException">No record matches, or the strata are too many.</exception>
    [Function(ActivityNames.SampleDataset)]
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
        var sampler = dataset.Plan<SamplingPlan>().Start();
        await using var writer = dataset.CreateWriter(operation.Id);
        try
        {
            var position = 0L;
            await foreach (var sample in workspace.Library.ReadAsync(dataset.Source, cancellationToken: cancellationToken))
            {
                if (sampler.Offer(sample, position++))
                {
                    await writer.WriteAsync(sample, cancellationToken);
                }
            }
        }
        catch (TooManyStrataException many)
        {
            throw new RunFailedException(many.Message, many);
        }

        foreach (var sample in sampler.Drain())
        {
            await writer.WriteAsync(sample, cancellationToken);
        }

        return OperatedDataset.Outcome(await dataset.CommitAsync(writer, cancellationToken));
    }
}
