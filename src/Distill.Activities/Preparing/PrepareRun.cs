using Distill.Core.Inference;
using Distill.Core.Runs;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Distilling;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Preparing;

/// <summary>Reads the spec and probes every model of the run, so that a wrong name, key or address fails before anything is paid.</summary>
public sealed class PrepareRun(RunWorkspace workspace, IModelProbe probe)
{
    /// <summary>The activity. Repeating it changes nothing.</summary>
    /// <exception cref="RunFailedException">The spec does not fit this host.</exception>
    /// <exception cref="ModelAccessException">A model cannot be used.</exception>
    [Function(ActivityNames.PrepareRun)]
    public Task<RunPlan> RunAsync([ActivityTrigger] RunReference run, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.PrepareRun, run.RunId, () => ExecuteAsync(run, cancellationToken));

    private async Task<RunPlan> ExecuteAsync(RunReference run, CancellationToken cancellationToken)
    {
        var spec = await workspace.ReadSpecAsync(run.RunId, cancellationToken);
        var entries = NamedModels.Find(spec.ModelNames, workspace.Models.Entries);
        var probes = await Task.WhenAll(entries.Values.Select(entry => probe.ProbeAsync(entry, cancellationToken)));
        return new RunPlan
        {
            RunId = run.RunId,
            Teacher = spec.Teacher,
            Students = spec.Students,
            Judge = spec.Judge,
            Task = spec.Task,
            Checkpoint = spec.Checkpoint,
            Augment = spec.Augment,
            Models = entries,
            Emulated = [.. probes.Where(result => result.Emulated).Select(result => result.Model).Order(StringComparer.Ordinal)],
            Rounds = spec.Rounds,
            Deadline = spec.Deadline,
            Budget = spec.Budget,
            InFlight = spec.Shards.InFlight,
        };
    }
}
