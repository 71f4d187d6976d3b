using Distill.Core.Feedback.Joining;
using Distill.Core.Flywheel;
using Distill.Core.Flywheel.Turning;
using Distill.Core.Promotion;
using Distill.Core.Reporting;
using Distill.Core.Reporting.Evaluations;
using Distill.Core.Reporting.Turns;
using Distill.Core.Runs;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Turning;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Turning;

/// <summary>Writes the report of a turn, then moves the wheel's watermark and closes its traffic, unless that is carried over.</summary>
public sealed class EndTurn(RunWorkspace workspace, WheelStore wheels, RolloutRecords rollouts)
{
    /// <summary>The activity. Repeating it changes nothing.</summary>
    [Function(ActivityNames.EndTurn)]
    public Task<ReportPaths> RunAsync([ActivityTrigger] EndTurnInput input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.EndTurn, input.RunId, () => ExecuteAsync(input, cancellationToken));

    private async Task<ReportPaths> ExecuteAsync(EndTurnInput input, CancellationToken cancellationToken)
    {
        var plan = await TurnFiles.ReadPlanAsync(workspace, input.RunId, cancellationToken);
        var report = await ReportAsync(plan, input, cancellationToken);
        var paths = new ReportPaths(Path(input, "html"), Path(input, "md"), Path(input, "json"));
        await RunBlobs.WriteTextAsync(workspace.Blobs, paths.Html, TurnHtml.Render(report), cancellationToken);
        await RunBlobs.WriteTextAsync(workspace.Blobs, paths.Markdown, TurnMarkdown.Render(report), cancellationToken);
        await RunBlobs.WriteTextAsync(workspace.Blobs, paths.Json, TurnJson.Render(report), cancellationToken);
        if (input.Window is { } window)
        {
            var watermark = TurnEnds.WatermarkAfter(input.Outcome.End, window, plan.Spec.Schedule);
            IReadOnlyList<TrafficWindow> done = TurnEnds.IsCarriedOver(input.Outcome.End) ? [] : [.. plan.Carried, window];
            await wheels.EndAsync(plan.Spec.Wheel, watermark, done, cancellationToken);
        }

        return paths;
    }

    private async Task<TurnReport> ReportAsync(TurnPlan plan, EndTurnInput input, CancellationToken cancellationToken) =>
        new()
        {
            Name = plan.Spec.Name,
            Wheel = plan.Spec.Wheel,
            RunId = input.RunId,
            Alias = plan.Spec.Alias,
            Online = plan.Online.Version ?? plan.Online.Model,
            Challenger = input.Outcome.Challenger,
            Window = input.Window,
            Carried = plan.Carried,
            End = input.Outcome.End,
            Summary = input.Outcome.Summary,
            Traffic = await RunBlobs.ReadAsync<JoinFigures>(workspace.Blobs, RunPaths.Turn(input.RunId, RunStages.Join), cancellationToken),
            Selection = await RunBlobs.ReadAsync<SelectionReport>(
                workspace.Blobs,
                RunPaths.Turn(input.RunId, RunStages.Select),
                cancellationToken
            ),
            Annotations = input.Annotation?.Tasks ?? new Dictionary<string, long>(),
            Fresh = input.Mix?.Fresh ?? 0,
            Replayed = input.Mix?.Replayed ?? 0,
            Pairs = input.Mix?.Pairs?.Records ?? 0,
            Leaks = input.Mix?.Leaks ?? 0,
            Slices = input.Mix?.Slices ?? new Dictionary<string, long>(),
            Trainings = [.. input.Trainings.Select(Training)],
            Decision = await DecisionAsync(input, cancellationToken),
            DecisionSha256 = input.Evaluation?.DecisionSha256,
            Rollout = input.Rollout?.Summary,
            Looks = await LooksAsync(input, cancellationToken),
            Emulated = plan.Emulated,
            Stages = input.Stages,
            Usage =
            [
                .. input
                    .Usage.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair =>
                        UsageReport.Of(pair.Key[..pair.Key.LastIndexOf('/')], pair.Key[(pair.Key.LastIndexOf('/') + 1)..], pair.Value)
                    ),
            ],
            StartedAt = input.StartedAt,
            EndedAt = input.EndedAt,
        };

    // The comparison has a report of its own; of it the checks are told here.
    private async Task<Core.Evaluation.Gates.GateDecision?> DecisionAsync(EndTurnInput input, CancellationToken cancellationToken) =>
        input.Evaluation?.Reports.GetValueOrDefault("json") is { } path
            ? EvaluationJson.Parse(await RunBlobs.ReadTextAsync(workspace.Blobs, path, cancellationToken)).Decision
            : null;

    private async Task<IReadOnlyList<RolloutLook>> LooksAsync(EndTurnInput input, CancellationToken cancellationToken)
    {
        var looks = input.Rollout is null ? [] : (await rollouts.FindAsync(RunParts.Rollout(input.RunId), cancellationToken))?.Looks ?? [];
        return [.. looks.Where((look, i) => look.Verdict.Action != RolloutAction.Hold || i == looks.Count - 1)];
    }

    private static TurnTraining Training(TrainedStage stage) =>
        new(stage.Method, stage.Rows, stage.From, stage.Model, stage.Choice, stage.Cost, stage.Note);

    private static string Path(EndTurnInput input, string format) => RunPaths.Report(input.RunId, format);
}
