using System.Collections.Concurrent;

namespace Distill.LocalHost.Engine.Dispatch;

/// <summary>Wakes who waits for an instance to change. Thread-safe.</summary>
internal sealed class InstanceWatch
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new(StringComparer.Ordinal);
    private volatile Exception? _closed;

    /// <summary>Completes at the instance's next change. Take it before looking at the instance, so that no change is missed.</summary>
    public Task NextChange(string instanceId)
    {
        var next = _waiting.GetOrAdd(instanceId, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        if (_closed is { } cause)
        {
            // Added after the close, or while it ran: nobody else would end it.
            Close(cause);
        }

        return next;
    }

    public void Changed(string instanceId)
    {
        if (_waiting.TryRemove(instanceId, out var waiting))
        {
            waiting.TrySetResult();
        }
    }

    /// <summary>Fails every wait: the engine stops.</summary>
    public void Close(Exception cause)
    {
        _closed = cause;
        foreach (var instanceId in _waiting.Keys)
        {
            if (_waiting.TryRemove(instanceId, out var waiting))
            {
                waiting.TrySetException(cause);
            }
        }
    }
}
