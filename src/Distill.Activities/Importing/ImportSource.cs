using Distill.Core.Runs;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Distilling;
using Microsoft.Azure.Functions.Worker;
using ImportResult = Distill.Orchestrations.Distilling.ImportResult;

namespace Distill.Activities.Importing;

/// <summary>Makes the run's first dataset of its source, and fails the run before any paid call when too much of it is bad.</summary>
public sealed class ImportSource(RunWorkspace workspace)
{
    /// <summary>The activity. Repeating it gives the same dataset.</summary>
    /// <exception cref="RunFailedException">The source is missing, empty or too bad; the message says what to mend.</exception>
    [Function(ActivityNames.ImportSource)]
    public Task<ImportResult> RunAsync([ActivityTrigger] RunReference run, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.ImportSource, run.RunId, () => ExecuteAsync(run, cancellationToken));

    private async Task<ImportResult> ExecuteAsync(RunReference run, CancellationToken cancellationToken)
    {
        var id = RunDatasets.Imported(run.RunId);
        if (await workspace.FindDatasetAsync(id, cancellationToken) is { } done)
        {
            return new ImportResult(id, done.Records, done.RejectCount);
        }

        var spec = await workspace.ReadSpecAsync(run.RunId, cancellationToken);
        var plan = new ImportPlan(id, spec.Name, spec.Source, spec.Shards.Size, spec.MaxRejectRatio, spec.Task.Gold);
        var manifest = await new SourceImport(workspace, plan).RunAsync(cancellationToken);
        DistillMetrics.CountRecords(ActivityNames.ImportSource, manifest.Records, manifest.RejectCount);
        return new ImportResult(id, manifest.Records, manifest.RejectCount);
    }
}
