using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distill.Inference.Benchmarks;

/// <summary>A chat server with 200±50 ms latency (uniform) that counts.</summary>
internal sealed class LatencyServer
{
    private byte[] _answer = AnswerOf(ServerSettings.DefaultContent);
    private readonly ConcurrentDictionary<string, int> _answered = new();
    private readonly Queue<long> _window = new();
    private ServerSettings _settings = new();
    private long _latencyTicks;
    private int _requests;
    private int _throttled;
    private int _inFlight;
    private int _mostInFlight;

    /// <summary>Serves until the process ends; prints its address first.</summary>
    public static async Task<int> ServeAsync()
    {
        var server = new LatencyServer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapPost("/v1/chat/completions", server.ChatAsync);
        app.MapPost("/settings", server.SetAsync);
        app.MapGet("/stats", server.ShowAsync);
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await app.WaitForShutdownAsync();
        return 0;
    }

    private async Task SetAsync(HttpContext context)
    {
        _settings = await context.Request.ReadFromJsonAsync<ServerSettings>() ?? new ServerSettings();
        _answer = AnswerOf(_settings.Content);
        (_requests, _throttled, _mostInFlight, _latencyTicks) = (0, 0, 0, 0);
        _answered.Clear();
        _window.Clear();
    }

    private Task ShowAsync(HttpContext context) =>
        context.Response.WriteAsJsonAsync(
            new ServerStats(_requests, _throttled, _inFlight, _mostInFlight, MeanLatencyMs(), new(_answered))
        );

    private async Task ChatAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var prompt = body.RootElement.GetProperty("messages")[0].GetProperty("content").GetString()!;
        Interlocked.Increment(ref _requests);
        if (!Admit())
        {
            Interlocked.Increment(ref _throttled);
            context.Response.StatusCode = 429;
            return;
        }

        _mostInFlight = Math.Max(_mostInFlight, Interlocked.Increment(ref _inFlight));
        var start = Stopwatch.GetTimestamp();
        await Task.Delay(TimeSpan.FromMilliseconds(150 + (Random.Shared.NextDouble() * 100)));
        Interlocked.Add(ref _latencyTicks, Stopwatch.GetElapsedTime(start).Ticks);
        Interlocked.Decrement(ref _inFlight);
        if (Random.Shared.NextDouble() < _settings.ErrorRate)
        {
            context.Response.StatusCode = 500;
            return;
        }

        _answered.AddOrUpdate(prompt, 1, (_, count) => count + 1);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = _answer.Length;
        await context.Response.Body.WriteAsync(_answer);
    }

    private static byte[] AnswerOf(string content) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                id = "1",
                model = "teacher",
                choices = new[] { new { message = new { role = "assistant", content }, finish_reason = "stop" } },
                usage = new { prompt_tokens = 20, completion_tokens = 1 },
            }
        );

    private double MeanLatencyMs() => TimeSpan.FromTicks(_latencyTicks).TotalMilliseconds / Math.Max(1, _requests - _throttled);

    private bool Admit()
    {
        if (_settings.RequestsPerMinute is not { } limit)
        {
            return true;
        }

        lock (_window)
        {
            var now = Environment.TickCount64;
            while (_window.TryPeek(out var oldest) && now - oldest >= 10_000)
            {
                _window.Dequeue();
            }

            if (_window.Count >= limit / 6)
            {
                return false;
            }

            _window.Enqueue(now);
            return true;
        }
    }
}
