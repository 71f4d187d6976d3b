using Distill.LocalHost.Engine.History;
using Microsoft.DurableTask;

namespace Distill.LocalHost.Engine.Execution;

/// <summary>The steps an execution has taken: it numbers them, holds them against the record, and keeps those that wait for their answer.</summary>
/// <param name="recorded">The steps that the history holds, by number.</param>
internal sealed class OpenSteps(IReadOnlyList<HistoryEvent> recorded)
{
    private readonly Dictionary<int, (HistoryEvent Step, TaskCompletionSource<string?> Answer)> _open = [];
    private int _next;

    /// <summary>Steps that wait for their answer, in the order they were taken.</summary>
    public IEnumerable<HistoryEvent> Waiting => _open.Values.Select(entry => entry.Step).OrderBy(step => step.TaskId);

    /// <summary>How many steps wait.</summary>
    public int Count => _open.Count;

    /// <summary>Takes a step.</summary>
    /// <param name="step">The step without its number.</param>
    /// <param name="awaited">False for a step that nothing answers.</param>
    /// <param name="isNew">True when the history does not hold it yet.</param>
    /// <returns>The numbered step and its answer.</returns>
    /// <exception cref="NonDeterminismException">The history holds another step in its place.</exception>
    public (HistoryEvent Step, Task<string?> Answer) Take(HistoryEvent step, bool awaited, out bool isNew)
    {
        var numbered = step with { TaskId = _next };
        isNew = _next >= recorded.Count;
        if (!isNew && !recorded[_next].IsSameStepAs(numbered))
        {
            throw new NonDeterminismException(recorded[_next].Describe(), numbered.Describe());
        }

        _next++;
        if (!awaited)
        {
            return (numbered, Task.FromResult<string?>(null));
        }

        TaskCompletionSource<string?> answer = new();
        _open.Add(numbered.TaskId, (numbered, answer));
        return (numbered, answer.Task);
    }

    /// <summary>Gives a step its answer. An answer to a step that has one already, or that was given up, is ignored.</summary>
    /// <param name="answer">The answer.</param>
    /// <exception cref="NonDeterminismException">The step was not taken, or is of another kind.</exception>
    public void Answer(HistoryEvent answer)
    {
        if (!_open.TryGetValue(answer.TaskId, out var entry))
        {
            if (answer.TaskId >= _next)
            {
                var expected = answer.TaskId < recorded.Count ? recorded[answer.TaskId].Describe() : answer.Describe();
                throw new NonDeterminismException(expected, "nothing: the orchestrator has not taken this step");
            }

            return;
        }

        if (QuestionOf(answer.Kind) != entry.Step.Kind)
        {
            throw new NonDeterminismException(answer.Describe(), entry.Step.Describe());
        }

        _open.Remove(answer.TaskId);
        if (answer.Kind is HistoryEventKind.TaskFailed or HistoryEventKind.SubOrchestrationFailed)
        {
            entry.Answer.TrySetException(new TaskFailedException(entry.Step.Name!, answer.TaskId, FailureText.Read(answer.Payload)));
        }
        else
        {
            entry.Answer.TrySetResult(answer.Payload);
        }
    }

    /// <summary>Gives a step up.</summary>
    /// <param name="taskId">Its number.</param>
    /// <param name="cancellation">The token that said so.</param>
    public void GiveUp(int taskId, CancellationToken cancellation)
    {
        if (_open.Remove(taskId, out var entry))
        {
            entry.Answer.TrySetCanceled(cancellation);
        }
    }

    /// <summary>Says at the end of a replay whether every recorded step was taken.</summary>
    /// <exception cref="NonDeterminismException">One was not.</exception>
    public void RequireAllTaken()
    {
        if (_next < recorded.Count)
        {
            throw new NonDeterminismException(
                recorded[_next].Describe(),
                "nothing: the orchestrator ended or waits without taking this step"
            );
        }
    }

    private static HistoryEventKind QuestionOf(HistoryEventKind answer) =>
        answer switch
        {
            HistoryEventKind.TaskCompleted or HistoryEventKind.TaskFailed => HistoryEventKind.TaskScheduled,
            HistoryEventKind.TimerFired => HistoryEventKind.TimerCreated,
            _ => HistoryEventKind.SubOrchestrationCreated,
        };
}
