using Distill.LocalHost.Engine.Execution;
using Distill.LocalHost.Engine.History;
using Distill.LocalHost.Engine.Instances;
using Distill.LocalHost.Engine.Storage;
using Microsoft.DurableTask.Client;

namespace Distill.LocalHost.Engine.Dispatch;

/// <summary>What executions decide, as writes. For the writer's thread only.</summary>
internal static class InstanceWrites
{
    /// <summary>Creates an instance; it starts at once, or at its start time.</summary>
    public static LiveInstance Create(WriteContext context, InstanceRow row)
    {
        var later = row.StartAt > context.Now;
        var stored = later ? row : row with { StartAt = null };
        var key = context.Sql.AddInstance(stored);
        LiveInstance instance = new(stored with { Key = key }, context.Runner, LoadMode.New, lastSequence: 0, row.CreatedAt);
        context.AddLive(instance);
        if (later)
        {
            context.AfterCommit(() => context.Runner.Steps.StartLater(instance));
        }
        else
        {
            Start(context, instance, row.Input);
        }

        return instance;
    }

    /// <summary>Starts an instance whose start time has come.</summary>
    public static void StartScheduled(WriteContext context, LiveInstance instance)
    {
        if (IsLive(context, instance, instance.Execution))
        {
            Start(context, instance, context.Sql.Find(instance.Id)!.Input);
            context.Sql.Started(instance.Key);
        }
    }

    /// <summary>Records the steps of a turn, creates children and delivers events that were sent.</summary>
    public static void RecordTurn(
        WriteContext context,
        LiveInstance instance,
        int execution,
        IReadOnlyList<HistoryEvent> steps,
        (string? Text, bool Changed) customStatus
    )
    {
        context.AfterCommit(instance.TurnWritten);
        if (!IsLive(context, instance, execution))
        {
            return;
        }

        foreach (var step in steps)
        {
            context.Append(instance, step);
            if (step.Kind == HistoryEventKind.SubOrchestrationCreated)
            {
                ChildWrites.Create(context, instance, step);
            }
            else if (step.Kind == HistoryEventKind.EventSent && context.Live(step.Target!) is { } receiver)
            {
                context.Deliver(receiver, Raised(step.Name!, step.Payload));
            }
        }

        if (customStatus.Changed)
        {
            context.Sql.CustomStatus(instance.Key, customStatus.Text);
        }

        var next = InstanceStatusMachine.Next(instance.Status, InstanceChange.Start);
        instance.Status = next ?? instance.Status;
        context.Sql.Progress(instance.Key, instance.Status, context.Now);
        if (next is not null)
        {
            context.Notify(instance.Id);
        }
    }

    /// <summary>Records the firing of a timer.</summary>
    public static void FireTimer(WriteContext context, LiveInstance instance, int execution, int taskId)
    {
        if (IsLive(context, instance, execution))
        {
            context.Deliver(instance, new HistoryEvent(0, HistoryEventKind.TimerFired, taskId, default));
        }
    }

    /// <summary>Records the end of an execution, and its answer to the parent or the start of the next execution.</summary>
    public static void EndExecution(
        WriteContext context,
        LiveInstance instance,
        int execution,
        long handled,
        ExecutionOutcome outcome,
        IReadOnlyList<HistoryEvent> carried
    )
    {
        context.AfterCommit(instance.TurnWritten);
        if (!IsLive(context, instance, execution) || InstanceStatusMachine.Next(instance.Status, outcome.Change) is not { } status)
        {
            return;
        }

        if (outcome.Change == InstanceChange.ContinueAsNew)
        {
            Renew(context, instance, handled, outcome, carried);
            return;
        }

        var failed = outcome.Change == InstanceChange.Fail;
        var failure = failed ? FailureText.Write(outcome.Failure!) : null;
        var kind = failed ? HistoryEventKind.ExecutionFailed : HistoryEventKind.ExecutionCompleted;
        Finish(
            context,
            instance,
            status,
            new HistoryEvent(0, kind, -1, default, Payload: failure ?? outcome.Payload),
            outcome.Payload,
            failure
        );
    }

    /// <summary>Ends an instance: its last event, its row, its parent's answer, and who waits for it.</summary>
    public static void Finish(
        WriteContext context,
        LiveInstance instance,
        OrchestrationRuntimeStatus status,
        HistoryEvent last,
        string? output,
        string? failure
    )
    {
        context.Append(instance, last);
        instance.Status = status;
        context.Sql.End(instance.Key, status, context.Now, output, failure);
        context.RemoveLive(instance);
        context.Notify(instance.Id);
        ChildWrites.AnswerParent(context, instance, output, failure);
    }

    /// <summary>A raised event.</summary>
    public static HistoryEvent Raised(string name, string? payload) => new(0, HistoryEventKind.EventRaised, -1, default, name, payload);

    private static void Start(WriteContext context, LiveInstance instance, string? input) =>
        context.Deliver(
            instance,
            new HistoryEvent(
                0,
                HistoryEventKind.ExecutionStarted,
                -1,
                default,
                instance.Name,
                input,
                Version: instance.Version.Length == 0 ? null : instance.Version
            )
        );

    /// <summary>True while writes of an execution count: the instance has not ended, been replaced or been renewed.</summary>
    private static bool IsLive(WriteContext context, LiveInstance instance, int execution) =>
        context.Live(instance.Id) == instance && instance.Execution == execution;

    /// <summary>
    /// The next execution takes the place of the handled rows: its start and the carried events get the last of their sequences, so that
    /// they come before what was not handled yet. There are always rows enough: the old start, and one for each carried event.
    /// </summary>
    private static void Renew(
        WriteContext context,
        LiveInstance instance,
        long handled,
        ExecutionOutcome outcome,
        IReadOnlyList<HistoryEvent> carried
    )
    {
        var now = context.Now;
        instance.LastAt = now > instance.LastAt ? now : instance.LastAt;
        instance.Execution++;
        instance.Version = outcome.NewVersion ?? instance.Version;
        context.Sql.Renew(instance.Key, instance.Execution, outcome.Payload, instance.Version, now, handled);
        HistoryEvent start = new(
            handled - carried.Count,
            HistoryEventKind.ExecutionStarted,
            -1,
            instance.LastAt,
            instance.Name,
            outcome.Payload,
            Version: instance.Version.Length == 0 ? null : instance.Version
        );
        HistoryEvent[] opening =
        [
            start,
            .. carried.Select((item, i) => item with { Sequence = start.Sequence + 1 + i, At = instance.LastAt }),
        ];
        foreach (var item in opening)
        {
            context.Sql.AddEvent(instance.Key, item);
        }

        MailItem renew = new(MailKind.Renew, instance.Execution, Opening: opening);
        context.AfterCommit(() => instance.Post(renew));
    }
}
