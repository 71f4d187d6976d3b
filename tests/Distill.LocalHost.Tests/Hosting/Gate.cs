namespace Distill.LocalHost.Tests.Hosting;

/// <summary>Holds an activity until the test lets it go.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _passes;

    /// <summary>Completes when the activity has come to the gate.</summary>
    public Task Entered => _entered.Task;

    /// <summary>How often the gate was passed.</summary>
    public int Passes => _passes;

    public void Open() => _open.TrySetResult();

    public async Task PassAsync(CancellationToken cancellationToken)
    {
        _entered.TrySetResult();
        await _open.Task.WaitAsync(cancellationToken);
        Interlocked.Increment(ref _passes);
    }
}
