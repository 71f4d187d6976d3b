using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Distill.Gateway.Benchmarks;

/// <summary>Asks over a number of connections, one request after the other on each.</summary>
internal static class Load
{
    private static readonly string Prompt = string.Concat(Enumerable.Repeat("some words of a prompt ", 40));

    /// <summary>Sends so many requests over 64 connections and tells how fast that was.</summary>
    public static async Task<int> AskAsync(Uri endpoint, int requests, bool stream)
    {
        var (perSecond, median) = await RunAsync(endpoint, 64, requests, stream);
        Console.WriteLine($"{perSecond:N0} a second, p50 {median:N0} us");
        return 0;
    }

    /// <summary>Sends so many requests.</summary>
    /// <returns>Requests a second, and the median latency in microseconds.</returns>
    public static async Task<(double PerSecond, double MedianMicroseconds)> RunAsync(
        Uri endpoint,
        int connections,
        int requests,
        bool stream
    )
    {
        var request = Request(endpoint, stream);
        var left = requests;
        var latencies = new ConcurrentBag<List<double>>();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(AskAsync)));
        var seconds = watch.Elapsed.TotalSeconds;
        var all = latencies.SelectMany(one => one).Order().ToList();
        return (requests / seconds, all[all.Count / 2]);

        async Task AskAsync()
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(endpoint.Host, endpoint.Port);
            var buffer = new byte[64 * 1024];
            var own = new List<double>();
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var start = Stopwatch.GetTimestamp();
                await socket.SendAsync(request);
                await ReceiveAsync(socket, buffer);
                own.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }

            latencies.Add(own);
        }
    }

    private static async ValueTask ReceiveAsync(Socket socket, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            length += read;
            if (read == 0)
            {
                throw new InvalidOperationException("The server closed the connection.");
            }

            if (Http.MessageLength(buffer.AsSpan(0, length)) is { } whole && length >= whole)
            {
                if (!buffer.AsSpan(0, length).StartsWith("HTTP/1.1 200"u8))
                {
                    throw new InvalidOperationException(Encoding.UTF8.GetString(buffer, 0, length));
                }

                return;
            }
        }
    }

    private static byte[] Request(Uri endpoint, bool stream)
    {
        var body =
            $$"""{"model":"online","messages":[{"role":"user","content":"{{Prompt}}"}],"user":"u1","temperature":0.2,"stream":{{(stream ? "true" : "false")}}}""";
        return Encoding.ASCII.GetBytes(
            $"POST {endpoint.AbsolutePath}/chat/completions HTTP/1.1\r\nHost: {endpoint.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"
        );
    }
}
