using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Distill.Testing.Http;

/// <summary>A real HTTP server on a free loopback port that streams to its only caller what the test tells it to, when it tells it.</summary>
public sealed class StreamingModelServer : IAsyncDisposable
{
    private readonly Channel<string?> _parts = Channel.CreateUnbounded<string?>();
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication _app;

    private StreamingModelServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    public Uri Endpoint { get; private set; } = null!;

    /// <summary>Completes when a request has come.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Completes when the caller has gone before the end.</summary>
    public Task CallerLeft => _left.Task;

    public static async Task<StreamingModelServer> StartAsync()
    {
        var server = new StreamingModelServer();
        await server._app.StartAsync();
        server.Endpoint = new Uri($"{server._app.Urls.First()}/v1");
        return server;
    }

    /// <summary>A chunk of an answer as an event.</summary>
    public static string Chunk(string delta, string finish = "null") =>
        $$"""data: {"id":"chatcmpl-9","object":"chat.completion.chunk","created":1700000000,"model":"m-1","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finish}}}]}"""
        + "\n\n";

    public void Send(string part) => _parts.Writer.TryWrite(part);

    /// <summary>Ends the answer.</summary>
    public void End() => _parts.Writer.TryComplete();

    /// <summary>Cuts the connection.</summary>
    public void Break() => _parts.Writer.TryWrite(null);

    public ValueTask DisposeAsync()
    {
        End();
        return _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        _asked.TrySetResult();
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
        try
        {
            await foreach (var part in _parts.Reader.ReadAllAsync(context.RequestAborted))
            {
                if (part is null)
                {
                    context.Abort();
                    return;
                }

                await context.Response.WriteAsync(part, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            _left.TrySetResult();
        }
    }
}
