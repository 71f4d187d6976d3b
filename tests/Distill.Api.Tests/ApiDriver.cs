using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Distill.Core.Storage;
using Distill.LocalHost.Hosting;
using Distill.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Api.Tests;

/// <summary>The API on a real local host: Kestrel on a free port, local storage, the embedded engine, a distillation that waits.</summary>
public sealed class ApiDriver : IAsyncLifetime
{
    private readonly TempFolder _home = new();

    public const string Spec = """
        name: sentiment
        source: { dataset: d1 }
        task: { kind: label, labels: [good, bad], gold: gold }
        teacher: { model: teacher }
        students: [{ name: small, model: student }]
        """;

    public DistillLocalHost Host { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Host = await DistillLocalHost.StartAsync(
            new LocalHostOptions
            {
                Home = _home.Path,
                Urls = "http://127.0.0.1:0",
                FunctionTypes = [typeof(HeldDistillation)],
                Settings = Settings(),
                ShutdownGrace = TimeSpan.FromSeconds(1),
                ConfigureLogging = _ => { },
            },
            Cancel
        );
        Client = new HttpClient { BaseAddress = Host.Address };
    }

    public T Service<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    public Task<HttpResponseMessage> StartAsync(string spec, string? key = null, string type = "application/yaml")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/runs") { Content = new StringContent(spec, Encoding.UTF8, type) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return Client.SendAsync(request, Cancel);
    }

    /// <summary>Starts a run and returns its id once it waits.</summary>
    public async Task<string> StartRunAsync(string? key = null)
    {
        var response = await StartAsync(Spec, key);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var id = (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetString()!;
        await Host.Client.WaitForInstanceStartAsync(id, Cancel);
        return id;
    }

    public Task<JsonElement> GetAsync(string path) => Client.GetFromJsonAsync<JsonElement>(path, Cancel);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request, Cancel);
    }

    public async Task<HttpResponseMessage> PutAsync(string path, byte[] body, params (string Name, string Value)[] headers)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await Client.SendAsync(request, Cancel);
    }

    public async Task WriteBlobAsync(string path, string text)
    {
        await using var write = await Service<IBlobStore>().CreateAsync(path, default, Cancel);
        await write.Content.WriteAsync(Encoding.UTF8.GetBytes(text), Cancel);
        await write.CommitAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        _home.Dispose();
    }

    private static Dictionary<string, string?> Settings() =>
        new()
        {
            ["Models:teacher:Endpoint"] = "http://127.0.0.1:9/v1?key=hidden",
            ["Models:teacher:Model"] = "flagship",
            ["Models:teacher:ApiKeyVariable"] = "HIDDEN_KEY",
            ["Api:MaxUploadBytes"] = "65536",
            ["Api:MaxSpecBytes"] = "4096",
        };
}
