using Distill.LocalHost.Engine.Execution;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distill.LocalHost.Engine.History;

/// <summary>
/// Runs an orchestrator over a recorded history, with no engine and no effect: a test that replays histories of running instances shows
/// whether changed code can take them over.
/// </summary>
public static class HistoryReplayer
{
    /// <summary>Replays a history.</summary>
    /// <param name="registry">Holds the orchestrator.</param>
    /// <param name="history">The history, as <see cref="DurableEngine.ReadHistory"/> or <see cref="HistoryJson"/> gives it.</param>
    /// <param name="instanceId">The instance it is of; sub-orchestration ids derive from it.</param>
    /// <param name="execution">Which of its executions, from 1.</param>
    /// <param name="converter">How its values are stored; null for the default.</param>
    /// <returns>Where the orchestrator stands at the end of the history.</returns>
    /// <exception cref="NonDeterminismException">The orchestrator does not follow the history.</exception>
    public static ReplayResult Replay(
        EngineRegistry registry,
        IReadOnlyList<HistoryEvent> history,
        string instanceId,
        int execution = 1,
        DataConverter? converter = null
    )
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(history);
        OrchestrationExecutor executor = new(
            new ExecutionIdentity(instanceId, execution, Parent: null),
            new ExecutionSettings(registry, converter ?? JsonDataConverter.Default, NullLoggerFactory.Instance),
            [.. history.Where(item => item.IsStep).OrderBy(item => item.TaskId)],
            onForeignPost: static () => { }
        )
        {
            IsReplaying = true,
        };
        foreach (var item in history.Where(item => !item.IsStep && item.Kind < HistoryEventKind.ExecutionCompleted))
        {
            if (executor.Outcome is null)
            {
                executor.Handle(item);
            }
        }

        executor.FinishReplay();
        return executor.Fault is NonDeterminismException
            ? throw executor.Fault
            : new ReplayResult(executor.Outcome is not null, executor.Outcome?.Payload, executor.Outcome?.Failure, executor.WaitingCount);
    }
}
