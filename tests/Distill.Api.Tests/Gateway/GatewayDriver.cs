using System.Text;
using System.Text.Json;
using Distill.Core.Storage;
using Distill.LocalHost.Hosting;
using Distill.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Api.Tests.Gateway;

/// <summary>A real local host whose gateway leads to real servers.</summary>
public sealed class GatewayDriver : IAsyncDisposable
{
    private readonly TempFolder _home;
    private bool _stopped;

    private GatewayDriver(TempFolder home, DistillLocalHost host)
    {
        _home = home;
        Host = host;
        Client = new HttpClient { BaseAddress = host.Address };
    }

    public DistillLocalHost Host { get; }

    public HttpClient Client { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts a host.</summary>
    /// <param name="models">Configured models by name; each asks for <c>NAME-model</c>.</param>
    /// <param name="settings">Further settings.</param>
    public static async Task<GatewayDriver> StartAsync(
        IEnumerable<(string Name, Uri Endpoint)> models,
        params IEnumerable<(string Key, string Value)> settings
    )
    {
        var home = new TempFolder();
        var all = new Dictionary<string, string?> { ["SweepSchedule"] = "0 0 0 1 1 *", ["LogExpirySchedule"] = "0 0 0 1 1 *" };
        foreach (var (name, endpoint) in models)
        {
            all[$"Models:{name}:Endpoint"] = endpoint.ToString();
            all[$"Models:{name}:Model"] = $"{name}-model";
        }

        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var host = await DistillLocalHost.StartAsync(
            new LocalHostOptions
            {
                Home = home.Path,
                Urls = "http://127.0.0.1:0",
                FunctionTypes = [typeof(HeldDistillation)],
                Settings = all,
                ShutdownGrace = TimeSpan.FromSeconds(1),
                ConfigureLogging = _ => { },
            },
            Cancel
        );
        return new GatewayDriver(home, host);
    }

    public T Service<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    public Task<HttpResponseMessage> PostAsync(string body, string path = "/v1/chat/completions")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
    }

    public Task<HttpResponseMessage> AskAsync(string prompt, string model = "online", string rest = "") =>
        PostAsync($$"""{"model":"{{model}}","messages":[{"role":"user","content":"{{prompt}}"}]{{rest}}}""");

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement;

    /// <summary>Stops the host, which makes all that was logged durable, and reads a log.</summary>
    public async Task<IReadOnlyList<JsonElement>> StopAndReadAsync(string container = "logs")
    {
        await StopAsync();
        return ReadLog(container);
    }

    /// <summary>Reads what is in a log so far.</summary>
    public IReadOnlyList<JsonElement> ReadLog(string container = "logs")
    {
        var folder = Path.Combine(_home.Path, "blobs", container);
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var files = Directory.GetFiles(folder, "*.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        return [.. files.SelectMany(ReadLines).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    public async Task<string> ReadBlobAsync(string path)
    {
        await using var stream = await Service<IBlobStore>().OpenReadAsync(path, 0, Cancel);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await StopAsync();
        _home.Dispose();
    }

    private static string[] ReadLines(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = reader.ReadToEnd();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task StopAsync()
    {
        if (!_stopped)
        {
            _stopped = true;
            await Host.DisposeAsync();
        }
    }
}
