using Distill.ModelEmulator.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distill.ModelEmulator;

/// <summary>A running model emulator: an OpenAI-compatible server whose students really learn. Dispose it to stop.</summary>
public sealed class ModelEmulatorServer : IAsyncDisposable
{
    private const int FormOverhead = 1 << 20;
    private readonly WebApplication server;

    private ModelEmulatorServer(WebApplication app, Uri endpoint)
    {
        server = app;
        Endpoint = endpoint;
    }

    /// <summary>Base address of the API, for example <c>http://127.0.0.1:40123/v1</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>Starts a server. It listens when the task completes; teachers go on learning in the background and answer when they are ready.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="loggerFactory">Where it logs; null logs nowhere.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong; each message names its key.</exception>
    /// <exception cref="IOException">The port is taken, or the data directory cannot be used or belongs to another running emulator.</exception>
    public static Task<ModelEmulatorServer> StartAsync(
        EmulatorOptions options,
        ILoggerFactory? loggerFactory = null,
        CancellationToken cancellationToken = default
    ) => StartAsync(options, TimeProvider.System, loggerFactory, cancellationToken);

    /// <summary>Starts a server on a clock of the caller's: latencies, limits and pauses follow it.</summary>
    /// <inheritdoc cref="StartAsync(EmulatorOptions, ILoggerFactory?, CancellationToken)"/>
    public static async Task<ModelEmulatorServer> StartAsync(
        EmulatorOptions options,
        TimeProvider timeProvider,
        ILoggerFactory? loggerFactory,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        EmulatorOptionsValidator.Require(options);
        IEmulatorStore store = options.DataDirectory is { Length: > 0 } directory ? new DirectoryStore(directory) : new MemoryStore();
        var app = Build(options, store, timeProvider, loggerFactory);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            store.Dispose();
            throw;
        }

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new ModelEmulatorServer(app, new Uri(new Uri(address), "/v1"));
    }

    /// <summary>Completes when the server has been stopped by <see cref="DisposeAsync"/>.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) =>
        HostingAbstractionsHostExtensions.WaitForShutdownAsync(server, cancellationToken);

    /// <summary>Stops listening, lets running requests end for a moment, and leaves unfinished jobs to the next start on the same data directory.</summary>
    public async ValueTask DisposeAsync()
    {
        await server.StopAsync(CancellationToken.None);
        await server.DisposeAsync();
    }

    private static WebApplication Build(
        EmulatorOptions options,
        IEmulatorStore store,
        TimeProvider timeProvider,
        ILoggerFactory? loggerFactory
    )
    {
        // An empty builder: neither files nor environment variables of the process it lives in change the emulator.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Distill.ModelEmulator" });
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls($"http://{options.Host}:{options.Port}");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxFileBytes + FormOverhead;
        });
        builder.Services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = options.MaxFileBytes + FormOverhead);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(loggerFactory ?? NullLoggerFactory.Instance);
        builder.Services.AddEmulator(options, store, timeProvider);
        var app = builder.Build();
        app.UseEmulator();
        return app;
    }
}
