using Distill.Core.Reporting.Turns;
using Distill.Core.Runs;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Turning;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Turning;

/// <summary>Sorts the replies of a turn: low ones to annotate, liked ones to keep to, and low and liked ones, of other prompts, to compare the models on.</summary>
public sealed class SelectReplies(RunWorkspace workspace)
{
    /// <summary>The activity. Repeating it gives the same datasets.</summary>
    [Function(ActivityNames.SelectReplies)]
    public Task<SelectionOutcome> RunAsync([ActivityTrigger] TurnStep step, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.SelectReplies, step.RunId, () => ExecuteAsync(step, cancellationToken));

    private async Task<SelectionOutcome> ExecuteAsync(TurnStep step, CancellationToken cancellationToken)
    {
        var plan = await TurnFiles.ReadPlanAsync(workspace, step.RunId, cancellationToken);
        var judged = await JudgedAsync(step.Judged, cancellationToken);
        var selection = new TurnSelection(plan.Spec);
        var joined = RunDatasets.Joined(step.RunId);
        await foreach (var sample in workspace.ReadAsync(joined, cancellationToken))
        {
            selection.Add(sample, judged.TryGetValue(sample.Id, out var share) ? share : null);
        }

        var low = await TurnFiles.WriteAsync(
            TurnFiles.Begin(workspace, plan, RunDatasets.Low(step.RunId), "select", [joined]),
            selection.Low,
            cancellationToken
        );
        await TurnFiles.WriteAsync(
            TurnFiles.Begin(workspace, plan, RunDatasets.Liked(step.RunId), "select", [joined]),
            selection.Kept(),
            cancellationToken
        );
        var (known, unknown) = selection.Compared();
        await TurnFiles.WriteAsync(
            TurnFiles.Begin(workspace, plan, RunDatasets.Praised(step.RunId), "select", [joined]),
            known,
            cancellationToken
        );
        var disliked = await TurnFiles.WriteAsync(
            TurnFiles.Begin(workspace, plan, RunDatasets.Disliked(step.RunId), "select", [joined]),
            unknown,
            cancellationToken
        );
        await RunBlobs.WriteAsync(
            workspace.Blobs,
            RunPaths.Turn(step.RunId, RunStages.Select),
            SelectionReport.Of(selection.Summary),
            cancellationToken
        );
        return new SelectionOutcome(low, disliked, selection.LowCount, selection.LikedCount);
    }

    private async Task<Dictionary<string, double>> JudgedAsync(string? dataset, CancellationToken cancellationToken)
    {
        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        if (dataset is null)
        {
            return scores;
        }

        await foreach (var sample in workspace.ReadAsync(dataset, cancellationToken))
        {
            if (sample.Scores.TryGetValue(JudgeReplies.Score, out var share))
            {
                scores[sample.Id] = share;
            }
        }

        return scores;
    }
}
