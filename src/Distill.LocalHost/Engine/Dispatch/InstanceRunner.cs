using Distill.LocalHost.Engine.Execution;
using Distill.LocalHost.Engine.History;
using Distill.LocalHost.Engine.Instances;
using Distill.LocalHost.Engine.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Distill.LocalHost.Engine.Dispatch;

/// <summary>
/// Drains mailboxes: feeds durable events to executions and passes on what they decide. One drain of an instance at a time; different
/// instances in parallel.
/// </summary>
internal sealed class InstanceRunner
{
    /// <summary>Events after which decisions are passed on, so that a long mailbox does not hold them back.</summary>
    private const int TurnsBetweenReports = 64;

    private readonly ExecutionLoader _loader;
    private readonly ILogger _logger;
    private volatile bool _running;

    public InstanceRunner(ExecutionSettings settings, EngineReader reader, ILogger logger)
    {
        _loader = new ExecutionLoader(settings, reader, () => Steps.Timers, logger);
        _logger = logger;
    }

    /// <summary>The writer; set before the start.</summary>
    public EngineWriter Writer { get; set; } = null!;

    /// <summary>Carries steps out; set before the start.</summary>
    public StepDispatcher Steps { get; set; } = null!;

    /// <summary>Called when the file cannot be read.</summary>
    public Action<Exception> OnFault { get; set; } = static _ => { };

    /// <summary>True between start and stop; outside, mailboxes fill and nothing is handled.</summary>
    public bool IsRunning
    {
        get => _running;
        set => _running = value;
    }

    /// <summary>Handles what is in an instance's mailbox.</summary>
    public void Drain(LiveInstance instance)
    {
        try
        {
            for (var turns = 1; _running && instance.TryTake(out var item); turns++)
            {
                Process(instance, item);
                if (turns % TurnsBetweenReports == 0)
                {
                    Report(instance);
                }
            }

            Report(instance);
            instance.LastUsed = Environment.TickCount64;
        }
        catch (Exception) when (!_running)
        {
            // The engine is closing its file under a drain; nothing that counts is in memory only.
        }
        catch (SqliteException e)
        {
            OnFault(e);
        }
        catch (Exception e)
        {
            // A history that cannot be read back fails its instance, not the engine.
            End(instance, instance.Execution, handled: 0, ExecutionOutcome.Failed(e));
        }
    }

    private void Process(LiveInstance instance, MailItem item)
    {
        if (instance.Ended && item.Kind != MailKind.Forget)
        {
            return;
        }

        switch (item.Kind)
        {
            case MailKind.Recover:
                Load(instance);
                break;
            case MailKind.Event:
                ProcessEvent(instance, item);
                break;
            case MailKind.Renew:
                Renew(instance, item);
                break;
            case MailKind.ForeignAwait
                when instance.Executor is { Outcome: null } executor && item.Execution == executor.Identity.Execution:
                executor.FailForeignAwait();
                break;
            case MailKind.Evict:
                Evict(instance);
                break;
            case MailKind.Forget:
                Forget(instance);
                break;
        }
    }

    private void ProcessEvent(LiveInstance instance, MailItem item)
    {
        if (instance.Executor is null)
        {
            Load(instance);
        }

        var executor = instance.Executor!;
        if (
            item.Event!.Sequence > instance.FedSequence
            && (item.Execution == executor.Identity.Execution || ExecutionLoader.SurvivesRenewal(item.Event))
        )
        {
            ExecutionLoader.Feed(instance, executor, item.Event);
        }
    }

    private void Load(LiveInstance instance)
    {
        var recovers = instance.LoadMode == LoadMode.Recover;
        _loader.Load(instance);
        if (recovers)
        {
            instance.LoadMode = LoadMode.Reload;
            Report(instance, instance.Executor!.Waiting);
        }
    }

    private void Renew(LiveInstance instance, MailItem item)
    {
        Forget(instance);
        var executor = _loader.NewExecutor(instance, []);
        instance.Executor = executor;
        instance.OutcomeGiven = false;
        foreach (var opening in item.Opening!)
        {
            executor.Handle(opening);
        }

        // The queue is emptied first: an execution may end at once and hold events again.
        HistoryEvent[] held = [.. instance.HeldForRenewal];
        instance.HeldForRenewal.Clear();
        foreach (var waiting in held)
        {
            ExecutionLoader.Feed(instance, executor, waiting);
        }
    }

    private void Evict(LiveInstance instance)
    {
        // What this drain has decided and not yet passed on would leave memory with the execution.
        Report(instance);
        if (instance.IsIdle && instance.Executor is { Outcome: null, Started: not null })
        {
            instance.Executor = null;
            instance.LoadMode = LoadMode.Reload;
        }
    }

    private void Forget(LiveInstance instance)
    {
        if (instance.Executor is { } executor)
        {
            foreach (var timer in executor.Waiting.Where(step => step.Kind == HistoryEventKind.TimerCreated))
            {
                Steps.Timers.Remove(instance, executor.Identity.Execution, timer.TaskId);
            }

            instance.Executor = null;
        }
    }

    private void Report(LiveInstance instance)
    {
        if (instance.Executor is { } executor && !instance.Ended)
        {
            Report(instance, dispatch: null);
        }
    }

    /// <summary>Passes on what an execution decided: first to the writer, then to who carries it out.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="dispatch">Steps to carry out; null for those that are new.</param>
    private void Report(LiveInstance instance, IEnumerable<HistoryEvent>? dispatch)
    {
        var executor = instance.Executor!;
        var execution = executor.Identity.Execution;
        var steps = executor.Decisions.TakeSteps();
        var status = executor.Decisions.TakeCustomStatus();
        var starts = instance.StartUnreported && executor.Started is not null;
        if (steps.Count > 0 || status.Changed || starts)
        {
            instance.StartUnreported &= !starts;
            instance.TurnGiven();
            var urgent = steps.Any(step => step.Kind is HistoryEventKind.SubOrchestrationCreated or HistoryEventKind.EventSent);
            Writer.Post(context => InstanceWrites.RecordTurn(context, instance, execution, steps, status), urgent);
        }

        foreach (var step in dispatch ?? steps)
        {
            Steps.CarryOut(instance, execution, step);
        }

        if (executor.Outcome is { } outcome && !instance.OutcomeGiven)
        {
            instance.OutcomeGiven = true;
            End(instance, execution, executor.LastSequence, outcome, executor.Leftover);
        }
    }

    private void End(
        LiveInstance instance,
        int execution,
        long handled,
        ExecutionOutcome outcome,
        IEnumerable<HistoryEvent>? leftover = null
    )
    {
        if (outcome.Change == InstanceChange.Fail)
        {
            EngineLog.OrchestrationFailed(_logger, instance.Name, instance.Id, outcome.Failure!.ToString());
        }

        instance.TurnGiven();
        HistoryEvent[] carried = outcome.Change == InstanceChange.ContinueAsNew ? [.. outcome.Unprocessed!, .. leftover!] : [];
        Writer.Post(context => InstanceWrites.EndExecution(context, instance, execution, handled, outcome, carried), urgent: true);
    }
}
