using Distill.Cli.CommandLine;
using Distill.Cli.Runs;
using Distill.Core.Models;
using Distill.Core.Runs;
using Distill.LocalHost.Hosting;
using Distill.LocalHost.Hosting.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Distill.Cli.Hosting;

/// <summary>The host that does the work of a run command: a remote one, or one in this process for as long as the command lasts.</summary>
internal sealed class RunHost : IAsyncDisposable
{
    private const string FreeLoopbackPort = "http://127.0.0.1:0";

    private readonly DistillLocalHost? _local;
    private readonly HostLog? _log;

    private RunHost(ApiRunClient client, DistillLocalHost? local, HostLog? log, string? home)
    {
        Client = client;
        Home = home;
        _local = local;
        _log = log;
    }

    /// <summary>Its runs.</summary>
    public ApiRunClient Client { get; }

    /// <summary>The home of a host in this process; null for a remote one.</summary>
    public string? Home { get; }

    /// <summary>The host in this process; null for a remote one.</summary>
    public DistillLocalHost? Local => _local;

    /// <summary>The configured models by name; null for a remote host, which checks them itself.</summary>
    public IReadOnlyDictionary<string, ModelEntry>? Models => _local?.Services.GetRequiredService<IModelCatalog>().Entries;

    /// <summary>The host at an address.</summary>
    public static RunHost Remote(Uri address, TimeProvider time) => new(RemoteClient(address, time), null, null, null);

    /// <summary>The host to ask: the named one, the home's own when it runs, else one in this process for as long as the command lasts.</summary>
    /// <exception cref="LocalHostException">It cannot start; the message says what, where and the remedy.</exception>
    public static async Task<RunHost> FindAsync(CommandContext context, Uri? address, CancellationToken cancellationToken)
    {
        var own = RunningHost.Find(context.Home) is { Address: { } found } running && running.IsAlive() ? found : null;
        return (address ?? own) is { } chosen
            ? Remote(chosen, context.Time)
            : await StartAsync(context, context.ConfigFile, cancellationToken);
    }

    /// <summary>A client of the host at an address, with the key of the environment.</summary>
    public static ApiRunClient RemoteClient(Uri address, TimeProvider time) =>
        new(address, Environment.GetEnvironmentVariable(ApiRunClient.KeyVariable), time);

    /// <summary>Starts a host in this process, on a free port of the loopback address.</summary>
    /// <exception cref="LocalHostException">It cannot start; the message says what, where and the remedy.</exception>
    public static async Task<RunHost> StartAsync(CommandContext context, string? configFile, CancellationToken cancellationToken)
    {
        var (local, log) = await StartLocalAsync(context, configFile, FreeLoopbackPort, cancellationToken);
        return new RunHost(new ApiRunClient(local.Address, local.ProcessKey, context.Time), local, log, context.Home);
    }

    /// <summary>Starts a local host that logs to the home's log file.</summary>
    /// <param name="context">Home and terminal.</param>
    /// <param name="configFile">The configuration, or null.</param>
    /// <param name="urls">Where it listens; null takes the configuration's or the usual address.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<(DistillLocalHost Host, HostLog? Log)> StartLocalAsync(
        CommandContext context,
        string? configFile,
        string? urls,
        CancellationToken cancellationToken
    )
    {
        HostLog? log = null;
        try
        {
            var options = new LocalHostOptions
            {
                Home = context.Home,
                ConfigFile = configFile,
                Urls = urls,
                Settings = context.Settings,
                ConfigureLogging = logging =>
                {
                    // Opened only once the host holds the home, so that a refused start writes nothing there.
                    log ??= HostLog.Open(context.Home, context.Terminal.Verbose ? Console.Error : null, context.Time);
                    logging
                        .SetMinimumLevel(LogLevel.Information)
                        .AddFilter("Microsoft", LogLevel.Warning)
                        .AddFilter("System", LogLevel.Warning);
                    logging.AddProvider(log);
                },
            };
            return (await DistillLocalHost.StartAsync(options, cancellationToken), log);
        }
        catch
        {
            log?.Dispose();
            throw;
        }
    }

    /// <summary>Where a report can be opened: a file, or an address of a remote host.</summary>
    public string ReportLocation(RunRecord run, string format) =>
        Home is null
            ? Client.ReportAddress(run, format).ToString()
            : _local!.Services.GetRequiredService<BlobLocations>().Of(run.Reports[format]);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_local is not null)
        {
            await _local.DisposeAsync();
        }

        _log?.Dispose();
    }
}
