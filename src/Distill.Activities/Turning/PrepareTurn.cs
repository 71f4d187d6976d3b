using Distill.Activities.Preparing;
using Distill.Core.Annotation;
using Distill.Core.Flywheel;
using Distill.Core.Flywheel.Turning;
using Distill.Core.Gateway;
using Distill.Core.Inference;
using Distill.Core.Promotion;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs.Flywheels;
using Distill.Core.Storage;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Turning;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Turning;

/// <summary>Finds the window and the online model, probes the models, and begins the turn, so that no other one of the wheel, or of its alias, is under way.</summary>
public sealed class PrepareTurn(
    RunWorkspace workspace,
    IModelProbe probe,
    IRunStore runs,
    RolloutAliases aliases,
    IModelRegistry registry,
    IAnnotationStore annotations,
    WheelStore wheels,
    AliasClaims claims
)
{
    /// <summary>The activity. Repeating it gives the plan that was made first.</summary>
    /// <exception cref="RunFailedException">The spec does not fit this host, or another turn of the wheel is under way.</exception>
    /// <exception cref="ModelAccessException">A model cannot be used.</exception>
    [Function(ActivityNames.PrepareTurn)]
    public Task<TurnPlan> RunAsync([ActivityTrigger] RunReference run, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.PrepareTurn, run.RunId, () => ExecuteAsync(run.RunId, cancellationToken));

    private async Task<TurnPlan> ExecuteAsync(string runId, CancellationToken cancellationToken)
    {
        if (await TurnFiles.FindPlanAsync(workspace, runId, cancellationToken) is { } made)
        {
            return made;
        }

        var spec = await workspace.ReadFlywheelSpecAsync(runId, cancellationToken);
        var online = await OnlineAsync(spec, cancellationToken);
        var models = NamedModels.Find(spec.ModelFields.Select(named => named.Model).Append(online.Model), workspace.Models.Entries);
        var probes = await Task.WhenAll(models.Values.Select(entry => probe.ProbeAsync(entry, cancellationToken)));
        var window = await WindowAsync(runId, spec, cancellationToken);
        var plan = new TurnPlan
        {
            RunId = runId,
            Spec = spec,
            Window = window,
            Carried = window is null ? [] : spec.Schedule.Carried((await wheels.ReadAsync(spec.Wheel, cancellationToken)).Open, window),
            Online = online,
            BaseDatasets = await BaseAsync(spec, online, cancellationToken),
            Models = models,
            Emulated = [.. probes.Where(result => result.Emulated).Select(result => result.Model).Order(StringComparer.Ordinal)],
        };
        await BeginAsync(plan, cancellationToken);
        await TurnFiles.WritePlanAsync(workspace, plan, cancellationToken);
        return plan;
    }

    private async Task<AliasTarget> OnlineAsync(FlywheelSpec spec, CancellationToken cancellationToken)
    {
        var alias =
            await aliases.FindAsync(spec.Alias, cancellationToken)
            ?? throw new RunFailedException(
                $"There is no alias '{spec.Alias}' on this host. Section 'Gateway:Aliases:{spec.Alias}' of its configuration makes one; 'alias' of the spec names another."
            );
        return alias.Targets.MaxBy(target => target.Weight)!;
    }

    // By the time of the request, not of this step: however late or often it runs, the window is the same.
    private async Task<TrafficWindow?> WindowAsync(string runId, FlywheelSpec spec, CancellationToken cancellationToken)
    {
        if (spec.Window is { } given)
        {
            return new TrafficWindow(given.From, given.To);
        }

        var state = await wheels.ReadAsync(spec.Wheel, cancellationToken);
        var run = await runs.FindAsync(runId, cancellationToken);
        return spec.Schedule.Due(state.Watermark, run?.Value.CreatedAt ?? workspace.Time.GetUtcNow());
    }

    private async Task<IReadOnlyList<string>> BaseAsync(FlywheelSpec spec, AliasTarget online, CancellationToken cancellationToken)
    {
        var learned = new List<string>();
        for (var id = online.Version; id is not null; )
        {
            var version = (await registry.FindAsync(id, cancellationToken))?.Value;
            learned.AddRange(version?.Datasets.Take(1) ?? []);
            id = version?.Parent;
        }

        learned.Reverse();
        var known = new List<string>();
        foreach (var dataset in new[] { spec.Replay.Dataset }.OfType<string>().Concat(learned).Distinct(StringComparer.Ordinal))
        {
            // What the registry names may have been removed since; what the spec names must be there.
            if (dataset == spec.Replay.Dataset || await workspace.FindDatasetAsync(dataset, cancellationToken) is not null)
            {
                known.Add((await workspace.GetDatasetAsync(dataset, cancellationToken)).Id);
            }
        }

        return known;
    }

    private async Task BeginAsync(TurnPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Window is not { } window)
        {
            return;
        }

        var holder = await claims.TakeAsync(plan.Spec.Alias, plan.RunId, cancellationToken);
        if (holder != plan.RunId)
        {
            throw UnderWay(holder, $"on the alias '{plan.Spec.Alias}'");
        }

        var turn = new WheelTurn(plan.RunId, window);
        var at = await wheels.BeginAsync(plan.Spec.Wheel, turn, plan.Spec.Schedule.Reach, cancellationToken);
        if (at.RunId != plan.RunId)
        {
            throw UnderWay(at.RunId, $"of the wheel '{plan.Spec.Wheel}'");
        }

        if (await annotations.FindProjectAsync(plan.Project, cancellationToken) is null)
        {
            await AddProjectAsync(plan, cancellationToken);
        }
    }

    private static RunFailedException UnderWay(string run, string where) =>
        new($"The turn '{run}' {where} is under way. Wait for its end, or cancel it: 'distill cancel {run}'.");

    private async Task AddProjectAsync(TurnPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            await annotations.AddProjectAsync(
                new AnnotationProject
                {
                    Id = plan.Project,
                    Name = plan.Spec.Name,
                    CreatedAt = workspace.Time.GetUtcNow(),
                },
                cancellationToken
            );
        }
        catch (StoreConflictException)
        {
            // Somebody has just made it: that is what was wanted.
        }
    }
}
