namespace Distill.LocalHost.Engine.Dispatch;

/// <summary>The timers of all instances on one clock timer. Thread-safe.</summary>
internal sealed class TimerQueue : IDisposable
{
    /// <summary>Clock timers have an upper limit of about 49 days; a day is as good.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly PriorityQueue<Entry, long> _queue = new();
    private readonly Dictionary<(LiveInstance Instance, int Execution, int TaskId), Entry> _byStep = [];
    private readonly TimeProvider _time;
    private readonly ITimer _clock;
    private int _givenUp;
    private bool _closed;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="time">The clock.</param>
    public TimerQueue(TimeProvider time)
    {
        _time = time;
        _clock = time.CreateTimer(_ => FireDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Adds a timer; one that is there already stays.</summary>
    /// <param name="instance">Whose it is.</param>
    /// <param name="execution">Which execution's.</param>
    /// <param name="taskId">Its step.</param>
    /// <param name="fireAt">When (UTC).</param>
    /// <param name="fire">What to do then.</param>
    public void Add(LiveInstance instance, int execution, int taskId, DateTime fireAt, Action fire)
    {
        lock (_gate)
        {
            Entry entry = new((instance, execution, taskId), fire);
            if (_closed || !_byStep.TryAdd(entry.Step, entry))
            {
                return;
            }

            _queue.Enqueue(entry, fireAt.Ticks);
            if (ReferenceEquals(_queue.Peek(), entry))
            {
                Arm();
            }
        }
    }

    /// <summary>Gives a timer up.</summary>
    public void Remove(LiveInstance instance, int execution, int taskId)
    {
        lock (_gate)
        {
            if (_byStep.Remove((instance, execution, taskId), out var entry))
            {
                entry.IsGivenUp = true;
                _givenUp++;
                Compact();
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _queue.Clear();
            _byStep.Clear();
        }

        _clock.Dispose();
    }

    private void FireDue()
    {
        List<Entry> due = [];
        lock (_gate)
        {
            var now = _time.GetUtcNow().UtcTicks;
            while (_queue.TryPeek(out var entry, out var at) && at <= now)
            {
                _queue.Dequeue();
                if (entry.IsGivenUp)
                {
                    _givenUp--;
                }
                else
                {
                    _byStep.Remove(entry.Step);
                    due.Add(entry);
                }
            }

            Arm();
        }

        foreach (var entry in due)
        {
            entry.Fire();
        }
    }

    private void Arm()
    {
        if (!_closed && _queue.TryPeek(out _, out var at))
        {
            var wait = TimeSpan.FromTicks(Math.Max(0, at - _time.GetUtcNow().UtcTicks));

            // Rounded up to whole milliseconds: a clock timer that is early would only find nothing due.
            wait = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
            _clock.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Long timers that were given up must not pile up.</summary>
    private void Compact()
    {
        if (_givenUp > 64 && _givenUp > _queue.Count / 2)
        {
            (Entry, long)[] kept = [.. _queue.UnorderedItems.Where(item => !item.Element.IsGivenUp)];
            _queue.Clear();
            _queue.EnqueueRange(kept);
            _givenUp = 0;
        }
    }

    private sealed class Entry((LiveInstance Instance, int Execution, int TaskId) step, Action fire)
    {
        public (LiveInstance Instance, int Execution, int TaskId) Step { get; } = step;

        public Action Fire { get; } = fire;

        public bool IsGivenUp { get; set; }
    }
}
