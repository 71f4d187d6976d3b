using Distill.Core.Runs;
using Distill.Core.Storage;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Progress;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Distill.Activities.Progress;

/// <summary>Writes what the orchestrator knows into the run record.</summary>
public sealed partial class UpdateRun(IRunStore runs, TimeProvider time, ILogger<UpdateRun> logger)
{
    private readonly RunRecordEditor _editor = new(runs, time);

    /// <summary>The activity. An update holds whole values, so writing it twice changes nothing; a record that has ended stays as it is.</summary>
    [Function(ActivityNames.UpdateRun)]
    public Task RunAsync([ActivityTrigger] RunUpdate update, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.UpdateRun, update.RunId, () => ExecuteAsync(update, cancellationToken));

    private async Task ExecuteAsync(RunUpdate update, CancellationToken cancellationToken)
    {
        var run = await _editor.ChangeAsync(update.RunId, run => Apply(run, update), cancellationToken);
        if (update.Status == RunStatus.Failed && run?.Status == RunStatus.Failed)
        {
            LogFailed(logger, run.Id, run.Stage, run.Error);
        }
    }

    /// <summary>The record with an update. A suspended run stays so until a person lets it go on, unless it ends.</summary>
    internal static RunRecord Apply(RunRecord run, RunUpdate update) =>
        run with
        {
            Status = update.Status == RunStatus.Running && run.Status == RunStatus.Suspended ? run.Status : update.Status ?? run.Status,
            Stage = update.Stage ?? run.Stage,
            Round = update.Round ?? run.Round,
            Counts = Merge(run.Counts, update.Counts),
            Usage = Merge(run.Usage, update.Usage),
            Datasets = Merge(run.Datasets, update.Datasets),
            Reports = Merge(run.Reports, update.Reports),
            Error = update.Error ?? run.Error,
        };

    private static IReadOnlyDictionary<string, T> Merge<T>(IReadOnlyDictionary<string, T> left, IReadOnlyDictionary<string, T> right)
    {
        if (right.Count == 0)
        {
            return left;
        }

        var merged = new Dictionary<string, T>(left, StringComparer.Ordinal);
        foreach (var (key, value) in right)
        {
            merged[key] = value;
        }

        return merged;
    }

    // The alert on failed runs asks for this name, of an entry without an exception.
    [LoggerMessage(6001, LogLevel.Error, "The run {Run} failed in stage {Stage}: {Cause}", EventName = "RunFailed")]
    private static partial void LogFailed(ILogger logger, string run, string? stage, string? cause);
}
