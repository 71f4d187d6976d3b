// Not an orchestrator: a sweep over all runs.
#pragma warning disable RS0030
using Distill.Core.Runs;
using Distill.Core.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Distill.Orchestrations.Starting;

/// <summary>Brings run records and orchestrations together again after a crash between two writes. Thread-safe; may run at any time.</summary>
/// <param name="runs">Where run records are kept.</param>
/// <param name="time">Tells how old a record is.</param>
/// <param name="logger">Where it says that a run had failed.</param>
public sealed partial class RunReconciler(IRunStore runs, TimeProvider time, ILogger<RunReconciler> logger)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly RunRecordEditor _editor = new(runs, time);

    /// <summary>Looks at every run that has not ended.</summary>
    /// <returns>How many records were changed or orchestrations scheduled.</returns>
    public async Task<int> SweepAsync(DurableTaskClient client, CancellationToken cancellationToken = default)
    {
        var mended = 0;
        await foreach (var run in runs.ListAsync(cancellationToken))
        {
            // A record this young may still be between its two writes.
            if (run.EndedAt is null && time.GetUtcNow() - run.UpdatedAt >= Grace)
            {
                mended += await MendAsync(client, run, cancellationToken) ? 1 : 0;
            }
        }

        return mended;
    }

    private async Task<bool> MendAsync(DurableTaskClient client, RunRecord run, CancellationToken cancellationToken)
    {
        var instance = await client.GetInstanceAsync(run.Id, cancellationToken);
        if (instance is null)
        {
            await RunStarter.ScheduleAsync(client, run, cancellationToken);
            return true;
        }

        var (status, error) = StatusOf(instance, run);
        if (status == run.Status)
        {
            return false;
        }

        await _editor.ChangeAsync(run.Id, record => record with { Status = status, Error = error ?? record.Error }, cancellationToken);
        if (status == RunStatus.Failed)
        {
            LogFailed(logger, run.Id, error);
        }

        return true;
    }

    /// <summary>The status a record must have when its orchestration stands so.</summary>
    internal static (RunStatus Status, string? Error) StatusOf(OrchestrationMetadata instance, RunRecord run) =>
        instance.RuntimeStatus switch
        {
            OrchestrationRuntimeStatus.Completed => (RunStatus.Completed, null),
            OrchestrationRuntimeStatus.Failed => (
                RunStatus.Failed,
                instance.FailureDetails?.ErrorMessage ?? "The orchestration failed without a message."
            ),
            OrchestrationRuntimeStatus.Terminated => (RunStatus.Cancelled, null),
            OrchestrationRuntimeStatus.Suspended => (RunStatus.Suspended, null),
            OrchestrationRuntimeStatus.Running when run.Status == RunStatus.Suspended => (RunStatus.Running, null),
            _ => (run.Status, null),
        };

    // The same event as when the orchestration could still say it: the alert on failed runs asks for the name.
    [LoggerMessage(6002, LogLevel.Error, "The run {Run} failed: {Cause}", EventName = "RunFailed")]
    private static partial void LogFailed(ILogger logger, string run, string? cause);
}
