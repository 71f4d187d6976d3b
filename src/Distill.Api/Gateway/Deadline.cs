namespace Distill.Api.Gateway;

/// <summary>Ends a call when its platform says nothing for too long, or when the caller leaves.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _leaving;
    private readonly TimeSpan _patience;

    public Deadline(TimeSpan patience, TimeProvider time, CancellationToken left)
    {
        _patience = patience;
        _source = new CancellationTokenSource(patience, time);
        _leaving = left.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    /// <summary>Cancelled when it is over.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Something was heard: the whole time begins again.</summary>
    public void Extend() => _source.CancelAfter(_patience);

    /// <inheritdoc />
    public void Dispose()
    {
        _leaving.Dispose();
        _source.Dispose();
    }
}
