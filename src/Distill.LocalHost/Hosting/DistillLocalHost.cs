using Distill.Api.Access;
using Distill.LocalHost.Hosting.Configuration;
using Distill.LocalHost.Hosting.Storage;
using Distill.LocalHost.Triggers.Discovery;
using Distill.ModelEmulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distill.LocalHost.Hosting;

/// <summary>The local host: one process that runs the app's functions on a home folder. Thread-safe. Dispose it to stop and free the home.</summary>
public sealed class DistillLocalHost : IAsyncDisposable
{
    private readonly HostLock _lock;
    private ILoggerFactory? _startLoggers;
    private ModelEmulatorServer? _emulator;
    private AccountClaim? _account;
    private WebApplication? _app;
    private int _disposed;

    private DistillLocalHost(HomeDirectory home, HostLock held)
    {
        Home = home;
        _lock = held;
    }

    /// <summary>The folder of all data.</summary>
    public HomeDirectory Home { get; }

    /// <summary>Where the host listens: the first of its addresses, with the real port.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Services of the host.</summary>
    public IServiceProvider Services => App.Services;

    /// <summary>The settings in force, the emulator's address included.</summary>
    public IConfiguration Settings => App.Configuration;

    /// <summary>The durable task client of the embedded engine.</summary>
    public DurableTaskClient Client => Services.GetRequiredService<DurableTaskClient>();

    /// <summary>A key for clients in this process; null when the host asks nobody for one.</summary>
    public string? ProcessKey { get; private set; }

    private WebApplication App => _app ?? throw new InvalidOperationException("The host has not started.");

    /// <summary>
    /// Starts a host: takes the home, reads the settings, starts the emulator where models ask for it, opens stores and engine, takes up unfinished runs,
    /// and listens.
    /// </summary>
    /// <exception cref="LocalHostException">It cannot start; nothing is left running. The message says what, where and the remedy.</exception>
    public static async Task<DistillLocalHost> StartAsync(LocalHostOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var home = HomeDirectory.Resolve(options.Home);
        home.EnsureWritable();
        var host = new DistillLocalHost(home, HostLock.Acquire(home));
        try
        {
            await host.OpenAsync(options, cancellationToken);
            return host;
        }
        catch (Exception cause)
        {
            await host.DisposeAsync();
            if (StartFailure.Explain(cause, home) is { } explained && explained != cause)
            {
                throw explained;
            }

            throw;
        }
    }

    /// <summary>Completes when the host has stopped: by SIGTERM, Ctrl-C or <see cref="StopAsync"/>.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => App.WaitForShutdownAsync(cancellationToken);

    /// <summary>
    /// Stops gracefully: no new request or trigger, running ones get <see cref="LocalHostOptions.ShutdownGrace"/>, then the engine writes what is decided.
    /// What did not end goes on at the next start.
    /// </summary>
    public Task StopAsync(CancellationToken cancellationToken = default) =>
        App.Lifetime.ApplicationStopped.IsCancellationRequested ? Task.CompletedTask : App.StopAsync(cancellationToken);

    /// <summary>Stops if that has not happened, and frees the home.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        if (_app is not null)
        {
            await StopAsync(CancellationToken.None);
            await (_account?.DisposeAsync() ?? ValueTask.CompletedTask);
            await _app.DisposeAsync();
        }

        if (_emulator is not null)
        {
            await _emulator.DisposeAsync();
        }

        _startLoggers?.Dispose();
        _lock.Dispose();
    }

    private async Task OpenAsync(LocalHostOptions options, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        HostSettings.AddTo(builder.Configuration, options);
        _startLoggers = LoggerFactory.Create(logging => ConfigureLogging(logging, builder.Configuration, options));
        builder.Logging.ClearProviders();
        ConfigureLogging(builder.Logging, builder.Configuration, options);

        var urls = options.Urls ?? builder.Configuration["Urls"] ?? LocalHostOptions.DefaultUrls;
        var hasKey = AccessOptions.Read(builder.Configuration).IsConfigured;
        ProcessKey = hasKey ? AddProcessKey(builder.Configuration) : null;
        builder.WebHost.UseUrls(ListenAddresses.Parse(urls, hasKey));
        HostServer.Configure(builder);

        var catalog = FunctionCatalog.Discover(options.FunctionTypes ?? LocalHostComposition.AppTypes);
        _emulator = await EmulatorResolution.StartAsync(builder.Configuration, Home, _startLoggers, cancellationToken);
        LocalHostComposition.AddServices(builder, options, Home, catalog);
        _app = builder.Build();
        LocalHostComposition.UsePipeline(_app, catalog);
        await StartAppAsync(_app, cancellationToken);
    }

    private async Task StartAppAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await HostStorage.CheckAsync(app.Services, cancellationToken);
        _account = await AccountClaim.TakeAsync(app.Services, cancellationToken);
        await app.Services.GetRequiredService<EngineService>().OpenAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
        var listening = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        Address = new Uri(listening.Addresses.First());
        app.Services.LogDistillOpenAccess();
        _lock.Publish(Address);
    }

    // The configuration has only hashes, so a client in this process needs a key of its own; it lives as long as the host.
    private static string AddProcessKey(IConfigurationBuilder settings)
    {
        var (key, hash) = AccessKey.Create();
        const string Entry = $"{AccessOptions.Section}:Keys:this-process";
        settings.AddInMemoryCollection([new($"{Entry}:Hash", hash), new($"{Entry}:Role", "admin"), new($"{Entry}:NotAfter", null)]);
        return key;
    }

    private static void ConfigureLogging(ILoggingBuilder logging, IConfiguration settings, LocalHostOptions options)
    {
        if (options.ConfigureLogging is { } configure)
        {
            configure(logging);
            return;
        }

        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddConfiguration(settings.GetSection("Logging"));
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
    }
}
