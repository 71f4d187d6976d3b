using Distill.Core.Inference;
using Distill.Core.Models;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
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
        var entries = FindModels(spec, workspace.Models.Entries);
        var probes = await Task.WhenAll(entries.Values.Select(entry => probe.ProbeAsync(entry, cancellationToken)));
        return new RunPlan
        {
            RunId = run.RunId,
            Teacher = spec.Teacher,
            Students = spec.Students,
            Judge = spec.Judge,
            Models = entries,
            Emulated = [.. probes.Where(result => result.Emulated).Select(result => result.Model).Order(StringComparer.Ordinal)],
            Rounds = spec.Rounds,
            Deadline = spec.Deadline,
            Budget = spec.Budget,
            InFlight = spec.Shards.InFlight,
        };
    }

    private static Dictionary<string, ModelEntry> FindModels(RunSpec spec, IReadOnlyDictionary<string, ModelEntry> known)
    {
        var missing = spec.ModelNames.Where(name => !known.ContainsKey(name)).ToList();
        if (missing.Count == 0)
        {
            return spec.ModelNames.ToDictionary(name => name, name => known[name]);
        }

        var names = string.Join(", ", missing.Select(name => Suggest(name, known.Keys)));
        var listed = known.Count == 0 ? "none" : string.Join(", ", known.Keys.Order(StringComparer.Ordinal));
        throw new RunFailedException(
            $"The spec names models that this host does not have: {names}. Configured models: {listed}. "
                + "Correct the spec, or add the models to section 'models' of the host's configuration."
        );
    }

    private static string Suggest(string name, IEnumerable<string> known) =>
        NearestName.Find(name, known) is { } nearest ? $"'{name}' (did you mean '{nearest}'?)" : $"'{name}'";
}
