using Distill.LocalHost.Engine;
using Distill.LocalHost.Triggers.Discovery;
using Distill.LocalHost.Triggers.Durable;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distill.LocalHost.Hosting;

/// <summary>The embedded engine as a service of the host: opened before anything runs, started first, stopped last.</summary>
internal sealed class EngineService(
    FunctionCatalog catalog,
    HomeDirectory home,
    LocalHostOptions options,
    TimeProvider time,
    ILoggerFactory loggers,
    IServiceProvider services
) : IHostedService, IAsyncDisposable
{
    private DurableEngine? _engine;

    /// <summary>The engine's client.</summary>
    /// <exception cref="InvalidOperationException">The engine is not open yet.</exception>
    public DurableTaskClient Client => Engine.Client;

    private DurableEngine Engine => _engine ?? throw new InvalidOperationException("The engine is not open yet.");

    /// <summary>Opens the engine's file; its client can be used from then on.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var settings = new DurableEngineOptions
        {
            DatabasePath = home.EngineDatabase,
            StopGrace = options.ShutdownGrace,
            TimeProvider = time,
            LoggerFactory = loggers,
            Services = services,
        };
        var registry = DurableFunctions.Register(catalog, services.GetRequiredService<IServiceScopeFactory>());
        _engine = await DurableEngine.OpenAsync(settings, registry, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Engine.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Engine.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => _engine?.DisposeAsync() ?? ValueTask.CompletedTask;
}
