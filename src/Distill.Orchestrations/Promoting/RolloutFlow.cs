using Distill.Core.Promotion;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Promoting;

/// <summary>The course of one rollout. Every step may be repeated: the record says what was done.</summary>
internal sealed class RolloutFlow(TaskOrchestrationContext context, RolloutInput input)
{
    public async Task<RolloutOutcome> RunAsync()
    {
        var progress = await CallAsync(ActivityNames.BeginRollout, input);
        if (progress.State == RolloutState.AwaitingApproval)
        {
            context.SetCustomStatus(progress);
            progress = await AskForApprovalAsync(progress);
        }

        for (var looks = 0; progress.State == RolloutState.Rolling; looks++)
        {
            context.SetCustomStatus(progress);
            if (looks == Rollout.LooksPerHistory)
            {
                context.ContinueAsNew(input);
                break;
            }

            progress = await GoOnAsync(progress);
        }

        context.SetCustomStatus(progress);
        return new RolloutOutcome(progress.State, progress.Summary);
    }

    private async Task<RolloutProgress> AskForApprovalAsync(RolloutProgress progress)
    {
        var until = progress.ApprovalUntil!.Value.UtcDateTime;
        var (name, signal) = await WaitAsync(until, RolloutSignals.Decline, RolloutSignals.Back, RolloutSignals.Approve);
        return name switch
        {
            RolloutSignals.Approve => await MoveAsync(RolloutEvent.Approve, signal!),
            null => await MoveAsync(RolloutEvent.Decline, new RolloutSignal(RolloutAudit.Watch, "nobody approved in time")),
            _ => await MoveAsync(RolloutEvent.Decline, signal!),
        };
    }

    // Waits, looks, and does what follows.
    private async Task<RolloutProgress> GoOnAsync(RolloutProgress progress)
    {
        var (name, signal) = await WaitAsync(context.CurrentUtcDateTime + input.Plan.Every, RolloutSignals.Back, RolloutSignals.Complete);
        switch (name)
        {
            case RolloutSignals.Back:
                return await MoveAsync(RolloutEvent.RollBack, signal!);
            case RolloutSignals.Complete:
                return await MoveAsync(RolloutEvent.Complete, signal!);
            default:
                break;
        }

        var seen = await CallAsync(ActivityNames.LookAtRollout, new RolloutLookInput(input.RolloutId, progress.Looks + 1));
        if (seen.State != RolloutState.Rolling)
        {
            return seen;
        }

        var self = new RolloutSignal(RolloutAudit.Watch, seen.Summary);
        return seen.Action switch
        {
            RolloutAction.Advance => await MoveAsync(RolloutEvent.Advance, self, seen.Position + 1),
            RolloutAction.RollBack => await MoveAsync(RolloutEvent.RollBack, self),
            _ => seen,
        };
    }

    // The first of these events, or null when the time is over. Of several that came together the one that is named first counts.
    private async Task<(string? Name, RolloutSignal? Signal)> WaitAsync(DateTime until, params string[] names)
    {
        using var life = new CancellationTokenSource();
        var timer = context.CreateTimer(until, life.Token);
        var events = names.Select(name => context.WaitForExternalEvent<RolloutSignal>(name, life.Token)).ToList();
        await Task.WhenAny([timer, .. events]);
        var index = events.FindIndex(item => item.IsCompletedSuccessfully);
#pragma warning disable VSTHRD103 // Cancelled in place: the continuations belong to the orchestrator's logical thread.
        life.Cancel();
#pragma warning restore VSTHRD103
        return index < 0 ? (null, null) : (names[index], await events[index]);
    }

    private Task<RolloutProgress> MoveAsync(RolloutEvent what, RolloutSignal signal, int position = -1) =>
        CallAsync(ActivityNames.MoveRollout, new RolloutMove(input.RolloutId, what, position, signal.By, signal.Reason));

    private Task<RolloutProgress> CallAsync(string activity, object argument) =>
        context.CallActivityAsync<RolloutProgress>(activity, argument, Retries.Transient);
}
