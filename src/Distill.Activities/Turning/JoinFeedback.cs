using Distill.Core.Feedback.Folding;
using Distill.Core.Feedback.Joining;
using Distill.Core.Flywheel.Selecting;
using Distill.Core.Runs;
using Distill.Core.Sampling;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Turning;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Turning;

/// <summary>Joins the logs of a turn's window with the feedback of users, and draws the unrated replies that the judge is to score.</summary>
public sealed class JoinFeedback(RunWorkspace workspace)
{
    /// <summary>The activity. Repeating it gives the same datasets.</summary>
    [Function(ActivityNames.JoinFeedback)]
    public Task<JoinOutcome> RunAsync([ActivityTrigger] TurnStep step, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.JoinFeedback, step.RunId, () => ExecuteAsync(step.RunId, cancellationToken));

    private async Task<JoinOutcome> ExecuteAsync(string runId, CancellationToken cancellationToken)
    {
        var plan = await TurnFiles.ReadPlanAsync(workspace, runId, cancellationToken);
        var spec = plan.Spec;
        var scope = new JoinScope(plan.Window!, spec.Schedule.Lag, spec.Lookback) { Carried = plan.Carried };
        var join = new LogJoin(workspace.Blobs, scope, spec.Alias, new FeedbackScoring(spec.Weights));
        var selector = new ReplySelector(spec.Select.ToRule(), SafetyChecks.Of(spec.Select.Safety));
        var unrated =
            spec.Select.JudgeUnrated < 1
                ? null
                : new LogSampler(new LogSelection(), new SampleDraw { Count = spec.Select.JudgeUnrated, Seed = spec.Select.Seed });
        await using var writer = TurnFiles.Begin(workspace, plan, RunDatasets.Joined(runId), LogJoin.Operator, []);
        await foreach (var item in join.ReadAsync(cancellationToken))
        {
            if (!item.IsSample)
            {
                await writer.RejectAsync(item.Reject, cancellationToken);
                continue;
            }

            if (unrated is not null && selector.Classify(item.Sample).Class == ReplyClass.Unrated)
            {
                _ = unrated.Offer(item.Sample, writer.Records);
            }

            await writer.WriteAsync(item.Sample, cancellationToken);
        }

        var joined = await TurnFiles.CommitAsync(writer, cancellationToken);
        await RunBlobs.WriteAsync(workspace.Blobs, RunPaths.Turn(runId, RunStages.Join), join.Figures, cancellationToken);
        return new JoinOutcome(joined, join.Figures, await UnratedAsync(plan, unrated, cancellationToken));
    }

    private async Task<DatasetReference?> UnratedAsync(TurnPlan plan, LogSampler? unrated, CancellationToken cancellationToken) =>
        unrated is null
            ? null
            : await TurnFiles.WriteAsync(
                TurnFiles.Begin(workspace, plan, RunDatasets.Unrated(plan.RunId), "sample", [RunDatasets.Joined(plan.RunId)]),
                unrated.Drain(),
                cancellationToken
            );
}
