namespace Distill.Testing.Storage;

/// <summary>What every adapter of a storage port must do. Each backend subclasses the suites of all ports that it has.</summary>
/// <typeparam name="TPort">The port.</typeparam>
public abstract class PortContract<TPort> : IAsyncLifetime
    where TPort : class
{
    private TPort? port;

    /// <summary>The store under test; empty when a test begins.</summary>
    protected TPort Store => port ?? throw new InvalidOperationException("The test has not begun.");

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => port = await CreateAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>Opens an empty store.</summary>
    protected abstract Task<TPort> CreateAsync();

    /// <summary>Opens the same store anew, as a process that starts again does.</summary>
    protected abstract Task<TPort> ReopenAsync();
}
