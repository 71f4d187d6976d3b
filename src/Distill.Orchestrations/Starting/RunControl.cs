// Not an orchestrator: what a person asks of a run.
#pragma warning disable RS0030
using Distill.Core.Models;
using Distill.Core.Runs;
using Distill.Core.Storage;
using Distill.Core.Training;
using Distill.Orchestrations.Distilling;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Distill.Orchestrations.Starting;

/// <summary>Suspends, resumes and cancels runs: first the orchestration, then the record. Thread-safe.</summary>
/// <remarks>A crash between the two is mended by <see cref="RunReconciler"/>. A run that has ended stays as it is.</remarks>
/// <param name="runs">Where run records are kept.</param>
/// <param name="blobs">Where started trainings are noted.</param>
/// <param name="models">The configured models.</param>
/// <param name="training">Cancels trainings at their platforms.</param>
/// <param name="time">Dates changes.</param>
public sealed class RunControl(IRunStore runs, IBlobStore blobs, IModelCatalog models, IFineTuningProvider training, TimeProvider time)
{
    private const string Reason = "asked for by a person";

    private readonly RunRecordEditor _editor = new(runs, time);

    /// <summary>Holds a run; calls that are in flight end, no new one begins. Null when there is no such run.</summary>
    public async Task<RunRecord?> SuspendAsync(DurableTaskClient client, string runId, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(runId, cancellationToken) is not { EndedAt: null } run)
        {
            return await FindAsync(runId, cancellationToken);
        }

        await client.SuspendInstanceAsync(run.Id, Reason, cancellationToken);
        await foreach (var part in PartsAsync(client, runId, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending))
        {
            await client.SuspendInstanceAsync(part.InstanceId, Reason, cancellationToken);
        }

        return await _editor.ChangeAsync(runId, record => record with { Status = RunStatus.Suspended }, cancellationToken);
    }

    /// <summary>Lets a suspended run go on. Null when there is no such run.</summary>
    public async Task<RunRecord?> ResumeAsync(DurableTaskClient client, string runId, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(runId, cancellationToken) is not { Status: RunStatus.Suspended } run)
        {
            return await FindAsync(runId, cancellationToken);
        }

        await client.ResumeInstanceAsync(run.Id, Reason, cancellationToken);
        await foreach (var part in PartsAsync(client, runId, OrchestrationRuntimeStatus.Suspended))
        {
            await client.ResumeInstanceAsync(part.InstanceId, Reason, cancellationToken);
        }

        return await _editor.ChangeAsync(runId, record => record with { Status = RunStatus.Running }, cancellationToken);
    }

    /// <summary>Ends a run for good, and its trainings at the platforms. Null when there is no such run.</summary>
    public async Task<RunRecord?> CancelAsync(DurableTaskClient client, string runId, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(runId, cancellationToken) is not { EndedAt: null } run)
        {
            return await FindAsync(runId, cancellationToken);
        }

        await client.TerminateInstanceAsync(run.Id, new TerminateInstanceOptions("cancelled", Recursive: true), cancellationToken);
        var cancelled = await _editor.ChangeAsync(runId, record => record with { Status = RunStatus.Cancelled }, cancellationToken);
        await CancelTrainingsAsync(runId, cancellationToken);
        return cancelled;
    }

    // Holding an orchestration does not hold those it has started.
    private static AsyncPageable<OrchestrationMetadata> PartsAsync(
        DurableTaskClient client,
        string runId,
        params OrchestrationRuntimeStatus[] statuses
    ) => client.GetAllInstancesAsync(new OrchestrationQuery { InstanceIdPrefix = RunParts.PrefixOf(runId), Statuses = statuses });

    private async Task<RunRecord?> FindAsync(string runId, CancellationToken cancellationToken) =>
        (await runs.FindAsync(runId, cancellationToken))?.Value;

    private async Task CancelTrainingsAsync(string runId, CancellationToken cancellationToken)
    {
        await foreach (var blob in blobs.ListAsync($"{RunPaths.Container}/{runId}/", cancellationToken))
        {
            if (!blob.Path.EndsWith("/job.json", StringComparison.Ordinal))
            {
                continue;
            }

            var started = await RunBlobs.ReadAsync<StartedTraining>(blobs, blob.Path, cancellationToken);
            if (started?.JobId is { } job && models.Entries.TryGetValue(started.Model, out var model))
            {
                await training.CancelAsync(model, job, cancellationToken);
            }
        }
    }
}
