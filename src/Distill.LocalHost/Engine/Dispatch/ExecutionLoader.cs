using Distill.LocalHost.Engine.Execution;
using Distill.LocalHost.Engine.History;
using Distill.LocalHost.Engine.Storage;
using Microsoft.Extensions.Logging;

namespace Distill.LocalHost.Engine.Dispatch;

/// <summary>Brings executions into memory. For the runner.</summary>
/// <param name="settings">What all executions share.</param>
/// <param name="reader">Reads histories.</param>
/// <param name="timers">Told of timers that are given up; asked late, since it is set after the runner is made.</param>
/// <param name="logger">Told of replays.</param>
internal sealed class ExecutionLoader(ExecutionSettings settings, EngineReader reader, Func<TimerQueue> timers, ILogger logger)
{
    /// <summary>Makes the execution of an instance and feeds it the history that is on disk, according to its load mode.</summary>
    public void Load(LiveInstance instance)
    {
        var mode = instance.LoadMode;
        var recorded = mode == LoadMode.New ? [] : reader.Steps(instance.Key);
        var executor = NewExecutor(instance, recorded);
        instance.Executor = executor;
        if (mode == LoadMode.New)
        {
            return;
        }

        // What has led to a recorded step was handled before a crash; after an eviction it is known exactly.
        var handled = mode == LoadMode.Reload ? instance.FedSequence : recorded.Select(step => step.Sequence).DefaultIfEmpty(0).Max();
        executor.IsReplaying = true;
        foreach (var item in reader.History(instance.Key).Where(item => !item.IsStep))
        {
            if (item.Sequence > handled && mode == LoadMode.Reload && executor.IsReplaying)
            {
                executor.FinishReplay();
            }

            executor.IsReplaying = item.Sequence <= handled;
            Feed(instance, executor, item);
        }

        executor.FinishReplay();
        EngineLog.Replayed(logger, instance.Id);
    }

    /// <summary>An execution that has not started.</summary>
    /// <param name="instance">Whose.</param>
    /// <param name="recorded">The steps that its history holds.</param>
    public OrchestrationExecutor NewExecutor(LiveInstance instance, IReadOnlyList<HistoryEvent> recorded)
    {
        var execution = instance.Execution;
        return new OrchestrationExecutor(
            new ExecutionIdentity(instance.Id, execution, instance.ParentInstance),
            settings,
            recorded,
            () => instance.Post(new MailItem(MailKind.ForeignAwait, execution))
        )
        {
            OnTimerGivenUp = taskId => timers().Remove(instance, execution, taskId),
        };
    }

    /// <summary>Feeds an event to an execution; once it has ended, keeps what concerns the next one.</summary>
    public static void Feed(LiveInstance instance, OrchestrationExecutor executor, HistoryEvent item)
    {
        instance.FedSequence = item.Sequence;
        if (executor.Outcome is null)
        {
            executor.Handle(item);
        }
        else if (SurvivesRenewal(item))
        {
            instance.HeldForRenewal.Enqueue(item);
        }
    }

    public static bool SurvivesRenewal(HistoryEvent item) =>
        item.Kind is HistoryEventKind.EventRaised or HistoryEventKind.ExecutionSuspended or HistoryEventKind.ExecutionResumed;
}
