namespace Distill.LocalHost.Engine.Execution;

/// <summary>
/// The logical thread of one execution: continuations run where the engine runs the execution, one after the other, and nowhere else.
/// </summary>
/// <param name="onForeignPost">Called, on a foreign thread, when a continuation comes from there: the orchestrator awaited something that is not durable.</param>
internal sealed class OrchestrationSynchronizationContext(Action onForeignPost) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private int _threadId;

    /// <summary>True on the logical thread.</summary>
    public bool IsCurrent => Current == this && _threadId == Environment.CurrentManagedThreadId;

    /// <inheritdoc />
    public override void Post(SendOrPostCallback d, object? state)
    {
        if (_threadId == Environment.CurrentManagedThreadId)
        {
            _queue.Enqueue((d, state));
        }
        else
        {
            onForeignPost();
        }
    }

    /// <inheritdoc />
    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("An orchestrator has one logical thread; nothing is sent to it synchronously.");

    /// <inheritdoc />
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs a turn: the action, then every continuation it leads to.</summary>
    /// <param name="action">What happens to the execution.</param>
    public void Run(Action action)
    {
        var before = Current;
        SetSynchronizationContext(this);
        _threadId = Environment.CurrentManagedThreadId;
        try
        {
            action();
            while (_queue.TryDequeue(out var next))
            {
                next.Callback(next.State);
            }
        }
        finally
        {
            _threadId = 0;
            SetSynchronizationContext(before);
        }
    }
}
