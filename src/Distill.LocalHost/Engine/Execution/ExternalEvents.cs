using Distill.LocalHost.Engine.History;
using Microsoft.DurableTask;

namespace Distill.LocalHost.Engine.Execution;

/// <summary>
/// Waits for named events, and events nobody has waited for yet. Names differ without regard to case. Of several waits for one name the
/// latest is served first, as the official worker does; waits that were given up take no event.
/// </summary>
internal sealed class ExternalEvents(DataConverter converter)
{
    private readonly Dictionary<string, Stack<IWait>> _waits = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<HistoryEvent> _buffer = [];

    /// <summary>Events nobody waited for, oldest first.</summary>
    public IReadOnlyList<HistoryEvent> Unprocessed => _buffer;

    public Task<T> WaitAsync<T>(string name, CancellationToken cancellation)
    {
        var waits = WaitsFor(name);
        if (waits.TryPeek(out var other) && other.Type != typeof(T))
        {
            throw new ArgumentException(
                $"Event '{name}' is awaited as {other.Type} already; it cannot be awaited as {typeof(T)} too.",
                nameof(name)
            );
        }

        Wait<T> wait = new();
        var index = _buffer.FindIndex(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
        {
            var buffered = _buffer[index];
            _buffer.RemoveAt(index);
            wait.Complete(buffered.Payload, converter);
            return wait.Task;
        }

        waits.Push(wait);
        wait.CancelBy(cancellation);
        return wait.Task;
    }

    public void Raise(HistoryEvent raised)
    {
        var waits = WaitsFor(raised.Name!);
        while (waits.TryPop(out var wait))
        {
            if (!wait.IsOver)
            {
                wait.Complete(raised.Payload, converter);
                return;
            }
        }

        _buffer.Add(raised);
    }

    private Stack<IWait> WaitsFor(string name)
    {
        if (!_waits.TryGetValue(name, out var waits))
        {
            _waits[name] = waits = new();
        }

        while (waits.TryPeek(out var top) && top.IsOver)
        {
            waits.Pop();
        }

        return waits;
    }

    private interface IWait
    {
        Type Type { get; }
        bool IsOver { get; }
        void Complete(string? payload, DataConverter converter);
    }

    private sealed class Wait<T> : TaskCompletionSource<T>, IWait
    {
        public Type Type => typeof(T);

        public bool IsOver => Task.IsCompleted;

        public void CancelBy(CancellationToken cancellation)
        {
            if (cancellation.CanBeCanceled)
            {
                cancellation.Register(() => TrySetCanceled(cancellation), useSynchronizationContext: false);
            }
        }

        public void Complete(string? payload, DataConverter converter)
        {
            try
            {
                TrySetResult(converter.Deserialize<T>(payload)!);
            }
            catch (Exception e) when (e is System.Text.Json.JsonException or NotSupportedException or InvalidCastException)
            {
                // A payload of the wrong shape is the waiting code's failure, the same in every replay.
                TrySetException(e);
            }
        }
    }
}
