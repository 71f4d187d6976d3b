using Distill.Core.Datasets.Operations;
using Distill.Core.Formats.Writing;
using Distill.Core.Runs;
using Distill.Orchestrations;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Operations;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Operations;

/// <summary>Writes a dataset as a file of another format.</summary>
public sealed class ExportDataset(RunWorkspace workspace)
{
    /// <summary>The activity. Repeating it writes the same file again.</summary>
    /// <exception cref="RunFailedException">No record can be written in the format.</exception>
    [Function(ActivityNames.ExportDataset)]
    public async Task<DatasetOperationOutcome> RunAsync(
        [ActivityTrigger] DatasetOperationInput operation,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(operation);
        var dataset = await OperatedDataset.OpenAsync(workspace, operation, cancellationToken);
        var options = dataset.Plan<ExportPlan>().Options;
        var path = $"datasets/{operation.Id}/export";
        await using var blob = await workspace.Blobs.CreateAsync(path, cancellationToken: cancellationToken);
        await using var writer = new SampleFileWriter(blob.Content, options);
        await foreach (var sample in workspace.Library.ReadAsync(dataset.Source, cancellationToken: cancellationToken))
        {
            await writer.WriteAsync(sample, cancellationToken);
        }

        await writer.CompleteAsync(cancellationToken);
        if (writer.Records == 0)
        {
            throw new RunFailedException($"No record of '{dataset.Source.Id}' can be written as {options.Format}.");
        }

        await blob.CommitAsync(cancellationToken);
        return new DatasetOperationOutcome(new Dictionary<string, DatasetReference>(), path, writer.Records);
    }
}
