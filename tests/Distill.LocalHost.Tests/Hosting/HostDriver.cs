using Distill.LocalHost.Hosting;
using Distill.Testing;

namespace Distill.LocalHost.Tests.Hosting;

/// <summary>A home in a temporary folder on which hosts are started, on a free port, one after the other.</summary>
internal sealed class HostDriver : IAsyncDisposable
{
    private readonly TempFolder _home = new();
    private readonly List<DistillLocalHost> _hosts = [];

    /// <summary>Settings in place of a configuration file.</summary>
    public Dictionary<string, string?> Settings { get; } =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["SweepSchedule"] = "0 0 0 1 1 *",
            ["AnnotationExpirySchedule"] = "0 0 0 1 1 *",
            ["SampleLogsSchedule"] = "0 0 0 1 1 *",
        };

    public string Home => _home.Path;

    public LocalHostOptions Options(params Type[] functions) =>
        new()
        {
            Home = Home,
            Urls = "http://127.0.0.1:0",
            Settings = Settings,
            FunctionTypes = functions.Length == 0 ? null : functions,
            ConfigureLogging = _ => { },
        };

    public Task<DistillLocalHost> StartAsync(params Type[] functions) => StartAsync(Options(functions));

    public async Task<DistillLocalHost> StartAsync(LocalHostOptions options)
    {
        var host = await DistillLocalHost.StartAsync(options, TestContext.Current.CancellationToken);
        _hosts.Add(host);
        return host;
    }

    public static HttpClient Client(DistillLocalHost host) => new() { BaseAddress = host.Address };

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        _home.Dispose();
    }
}
