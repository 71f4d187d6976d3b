using System.Collections.Concurrent;
using Distill.LocalHost.Engine.Execution;
using Distill.LocalHost.Engine.History;
using Distill.LocalHost.Engine.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Distill.LocalHost.Engine.Dispatch;

/// <summary>
/// An unfinished instance. Three owners share it: the writer's thread (what is durable), the runner (the execution in memory; one drain of
/// the mailbox at a time) and everybody (the mailbox itself, the flags).
/// </summary>
internal sealed class LiveInstance : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<MailItem> _mailbox = new();
    private readonly InstanceRunner _runner;
    private int _scheduled;
    private volatile bool _ended;
    private int _unwrittenTurns;
    private int _runningActivities;

    public LiveInstance(InstanceRow row, InstanceRunner runner, LoadMode loadMode, long lastSequence, DateTime lastAt)
    {
        LoadMode = loadMode;
        StartUnreported = row.Status == OrchestrationRuntimeStatus.Pending;
        Key = row.Key;
        Id = row.Id;
        Name = row.Name;
        Parent = row.Parent;
        Version = row.Version;
        Execution = row.Execution;
        Status = row.Status;
        StartAt = row.StartAt;
        LastSequence = lastSequence;
        LastAt = lastAt;
        _runner = runner;
    }

    public long Key { get; }

    public string Id { get; }

    public string Name { get; }

    public ParentLink? Parent { get; }

    public ParentOrchestrationInstance? ParentInstance => Parent is null ? null : new(Parent.Name, Parent.Id);

    public DateTime? StartAt { get; }

    // The writer's.

    public string Version { get; set; }

    public int Execution { get; set; }

    public OrchestrationRuntimeStatus Status { get; set; }

    public long LastSequence { get; set; }

    public DateTime LastAt { get; set; }

    // The runner's.

    /// <summary>The execution in memory; null when evicted or never loaded.</summary>
    public OrchestrationExecutor? Executor { get; set; }

    /// <summary>How the execution gets into memory.</summary>
    public LoadMode LoadMode { get; set; }

    /// <summary>Sequence of the last event that was fed to an execution.</summary>
    public long FedSequence { get; set; }

    /// <summary>Events that wait for the next execution, since the present one has ended.</summary>
    public Queue<HistoryEvent> HeldForRenewal { get; } = new();

    /// <summary>True once the execution's end was handed to the writer.</summary>
    public bool OutcomeGiven { get; set; }

    /// <summary>True until the first turn is reported to the writer.</summary>
    public bool StartUnreported { get; set; }

    /// <summary>Estimated bytes of the execution in memory; 0 when there is none.</summary>
    public long EstimatedBytes =>
        Executor is { } executor ? 8192 + (2L * executor.Started?.Payload?.Length ?? 0) + (1024L * executor.WaitingCount) : 0;

    // Shared.

    /// <summary>Time stamp of the last drain, for eviction by age.</summary>
    public long LastUsed { get; set; }

    /// <summary>True once the end is durable: nothing more is done for the instance.</summary>
    public bool Ended
    {
        get => _ended;
        set => _ended = value;
    }

    /// <summary>True when the execution waits for nothing that this process is doing for it.</summary>
    public bool IsIdle => _mailbox.IsEmpty && Volatile.Read(ref _unwrittenTurns) == 0 && Volatile.Read(ref _runningActivities) == 0;

    public void TurnGiven() => Interlocked.Increment(ref _unwrittenTurns);

    public void TurnWritten() => Interlocked.Decrement(ref _unwrittenTurns);

    public void ActivityGiven() => Interlocked.Increment(ref _runningActivities);

    public void ActivityOver() => Interlocked.Decrement(ref _runningActivities);

    public void Post(MailItem item)
    {
        _mailbox.Enqueue(item);
        Schedule();
    }

    public bool TryTake(out MailItem item) => _mailbox.TryDequeue(out item);

    public void Execute()
    {
        _runner.Drain(this);
        Volatile.Write(ref _scheduled, 0);
        Interlocked.MemoryBarrier();
        if (!_mailbox.IsEmpty && _runner.IsRunning)
        {
            Schedule();
        }
    }

    /// <summary>Has the mailbox drained on the thread pool, unless that is under way.</summary>
    public void Schedule()
    {
        if (_runner.IsRunning && Interlocked.Exchange(ref _scheduled, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }
}

/// <summary>How an execution gets into memory.</summary>
internal enum LoadMode
{
    /// <summary>It is new: its events come through the mailbox, nothing is read.</summary>
    New,

    /// <summary>It is from an earlier process: the history is replayed and every open step is taken up again.</summary>
    Recover,

    /// <summary>It was evicted: the history is replayed; its timers and children are still known.</summary>
    Reload,
}
