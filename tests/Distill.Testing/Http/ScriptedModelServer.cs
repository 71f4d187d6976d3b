using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Distill.Testing.Http;

/// <summary>A real HTTP server on a free loopback port that does what a script says: for faults that no well-behaved server has on demand. It counts what it is asked.</summary>
public sealed class ScriptedModelServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> _attempts = new();
    private readonly ConcurrentQueue<ScriptedRequest> _requests = new();
    private readonly Func<ScriptedRequest, ScriptedResponse> _script;
    private readonly WebApplication _app;
    private int _inFlight;
    private int _mostInFlight;

    private ScriptedModelServer(Func<ScriptedRequest, ScriptedResponse> script, int port)
    {
        _script = script;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    /// <summary>Base address of the API.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>All requests, in order of arrival.</summary>
    public IReadOnlyCollection<ScriptedRequest> Requests => _requests;

    /// <summary>Most requests that were in flight together.</summary>
    public int MostInFlight => _mostInFlight;

    /// <summary>Starts a server; without a script it answers each chat request with "answer to" and the prompt.</summary>
    public static async Task<ScriptedModelServer> StartAsync(Func<ScriptedRequest, ScriptedResponse>? script = null, int port = 0)
    {
        var server = new ScriptedModelServer(script ?? (request => ScriptedResponse.Answer($"answer to {request.Prompt}")), port);
        await server._app.StartAsync();
        server.Endpoint = new Uri($"{server._app.Urls.First()}/v1");
        return server;
    }

    /// <summary>How often a prompt was asked.</summary>
    public int AskedFor(string prompt) => _attempts.GetValueOrDefault(prompt);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        var most = Interlocked.Increment(ref _inFlight);
        InterlockedMax(ref _mostInFlight, most);
        try
        {
            await RespondAsync(context, _script(await ReadAsync(context.Request)));
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private async Task<ScriptedRequest> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var path = (request.Path.Value + request.QueryString.Value)["/v1/".Length..];
        var prompt = ScriptedRequest.PromptOf(path, body) ?? path;
        var attempt = _attempts.AddOrUpdate(prompt, 1, (_, count) => count + 1);
        var scripted = new ScriptedRequest(request.Method, path, body, request.Headers.Authorization, prompt, attempt);
        _requests.Enqueue(scripted);
        return scripted;
    }

    private static async Task RespondAsync(HttpContext context, ScriptedResponse response)
    {
        await response.After.WaitAsync(context.RequestAborted);
        context.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
        {
            context.Response.Headers[name] = value;
        }

        var body = Encoding.UTF8.GetBytes(response.Body);
        context.Response.ContentType ??= "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.AsMemory(0, response.CutAt ?? body.Length));
        if (response.CutAt is not null)
        {
            await context.Response.Body.FlushAsync();
            context.Abort();
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        var seen = Volatile.Read(ref target);
        while (value > seen && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
            seen = Volatile.Read(ref target);
        }
    }
}
