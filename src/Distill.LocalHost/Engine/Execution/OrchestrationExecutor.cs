using Distill.LocalHost.Engine.History;

namespace Distill.LocalHost.Engine.Execution;

/// <summary>
/// Runs one execution of an orchestrator by feeding it the events of its history in order. The orchestrator's continuations stay alive
/// between events, so an event costs its own turn and no replay. Does no I/O; not thread-safe: one caller at a time.
/// </summary>
internal sealed class OrchestrationExecutor
{
    private readonly Queue<HistoryEvent> _held = new();
    private readonly OrchestrationSynchronizationContext _thread;
    private readonly OpenSteps _steps;
    private readonly EngineOrchestrationContext _context;
    private readonly ExecutionSettings _settings;
    private Task<object?>? _orchestrator;
    private Exception? _fault;
    private bool _suspended;

    /// <summary>Makes an execution that has not started.</summary>
    /// <param name="identity">Who is executed.</param>
    /// <param name="settings">What all executions share.</param>
    /// <param name="recorded">The steps that the history holds, by number; empty for a new execution.</param>
    /// <param name="onForeignPost">Called on a foreign thread when the orchestrator awaited something that is not durable.</param>
    public OrchestrationExecutor(
        ExecutionIdentity identity,
        ExecutionSettings settings,
        IReadOnlyList<HistoryEvent> recorded,
        Action onForeignPost
    )
    {
        Identity = identity;
        _settings = settings;
        _steps = new OpenSteps(recorded);
        _thread = new OrchestrationSynchronizationContext(onForeignPost);
        Events = new ExternalEvents(settings.Converter);
        _context = new EngineOrchestrationContext(this, settings);
    }

    public ExecutionIdentity Identity { get; }

    public ExternalEvents Events { get; }

    /// <summary>Time of the event being handled.</summary>
    public DateTime Now { get; private set; } = DateTime.MinValue;

    /// <summary>True while events are fed that were handled before.</summary>
    public bool IsReplaying { get; set; }

    /// <summary>The event that started the execution; null before it.</summary>
    public HistoryEvent? Started { get; private set; }

    /// <summary>How the execution ended; null while it goes on.</summary>
    public ExecutionOutcome? Outcome { get; private set; }

    /// <summary>What went wrong in the engine's or the orchestrator's turn, but for exceptions that the orchestrator's task carries.</summary>
    public Exception? Fault => _fault;

    /// <summary>Sequence of the last event fed.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Raised events that were held when the execution ended, oldest first.</summary>
    public IEnumerable<HistoryEvent> Leftover => _held.Where(item => item.Kind == HistoryEventKind.EventRaised);

    /// <summary>Steps that wait for their answer.</summary>
    public IEnumerable<HistoryEvent> Waiting => _steps.Waiting;

    /// <summary>How many steps wait for their answer.</summary>
    public int WaitingCount => _steps.Count;

    /// <summary>What the orchestrator decided and nobody has taken yet.</summary>
    public TurnDecisions Decisions { get; } = new();

    /// <summary>Called with a timer's number when the orchestrator gives it up.</summary>
    public Action<int>? OnTimerGivenUp { get; set; }

    /// <summary>Feeds the next event.</summary>
    /// <param name="item">The event.</param>
    public void Handle(HistoryEvent item)
    {
        LastSequence = Math.Max(LastSequence, item.Sequence);
        switch (item.Kind)
        {
            case HistoryEventKind.ExecutionSuspended:
                _suspended = true;
                return;
            case HistoryEventKind.ExecutionResumed:
                _suspended = false;
                Advance(item.At);
                break;
            case HistoryEventKind.ExecutionStarted when !_suspended:
                Turn(item);
                break;
            case HistoryEventKind.ExecutionStarted:
                // Held in front: what came before the start waits for it.
                HistoryEvent[] before = [.. _held];
                _held.Clear();
                _held.Enqueue(item);
                Array.ForEach(before, _held.Enqueue);
                return;
            default:
                _held.Enqueue(item);
                break;
        }

        Release();
    }

    /// <summary>Ends a replay: every recorded step must have been taken.</summary>
    public void FinishReplay()
    {
        IsReplaying = false;
        if (Started is null || _suspended || _fault is not null)
        {
            return;
        }

        try
        {
            _steps.RequireAllTaken();
        }
        catch (NonDeterminismException e)
        {
            End(e);
        }
    }

    /// <summary>Fails the execution because its orchestrator awaited something that is not durable.</summary>
    public void FailForeignAwait() =>
        End(
            new InvalidOperationException(
                $"Orchestrator '{Started?.Name}' awaited a task that is not of its context (for example Task.Delay, Task.Run or I/O). "
                    + "Await only durable tasks; do other work in activities."
            )
        );

    internal void RequireLogicalThread()
    {
        if (!_thread.IsCurrent)
        {
            throw new InvalidOperationException(
                "An orchestration context was used outside its orchestrator's logical thread, for example after ConfigureAwait(false) or Task.Run."
            );
        }
    }

    internal (HistoryEvent Step, Task<string?> Answer) Take(HistoryEvent step, bool awaited)
    {
        RequireLogicalThread();
        try
        {
            var taken = _steps.Take(step with { At = Now }, awaited, out var isNew);
            if (isNew)
            {
                Decisions.Add(taken.Step);
            }

            return taken;
        }
        catch (NonDeterminismException e)
        {
            // Kept: the orchestrator's own catch blocks must not swallow it.
            _fault ??= e;
            throw;
        }
    }

    internal void GiveUpTimer(int taskId, CancellationToken cancellation)
    {
        _steps.GiveUp(taskId, cancellation);
        OnTimerGivenUp?.Invoke(taskId);
    }

    internal void SetCustomStatus(string? text)
    {
        RequireLogicalThread();
        Decisions.SetCustomStatus(text);
    }

    private void Release()
    {
        while (!_suspended && Started is not null && Outcome is null && _held.TryDequeue(out var held))
        {
            Turn(held);
        }

        // A start that was held comes first in the queue.
        if (!_suspended && Started is null && _held.TryPeek(out var first) && first.Kind == HistoryEventKind.ExecutionStarted)
        {
            Turn(_held.Dequeue());
            Release();
        }
    }

    private void Advance(DateTime at) => Now = at > Now ? at : Now;

    private void Turn(HistoryEvent item)
    {
        Advance(item.At);
        try
        {
            _thread.Run(() => Apply(item));
        }
        catch (Exception e)
        {
            // Whatever escapes a turn is the orchestrator's failure; the engine must outlive it.
            _fault ??= e;
        }

        if (_fault is not null)
        {
            End(_fault);
        }
        else if (_orchestrator is { IsCompleted: true } ended)
        {
            Outcome = OrchestratorCall.OutcomeOf(ended, _context, _settings.Converter);
        }
    }

    private void Apply(HistoryEvent item)
    {
        switch (item.Kind)
        {
            case HistoryEventKind.ExecutionStarted:
                Started = item;
                _orchestrator = OrchestratorCall.Start(_settings.Registry, _context);
                break;
            case HistoryEventKind.EventRaised:
                Events.Raise(item);
                break;
            default:
                _steps.Answer(item);
                break;
        }
    }

    private void End(Exception fault)
    {
        _fault ??= fault;
        Outcome = ExecutionOutcome.Failed(_fault);
    }
}
