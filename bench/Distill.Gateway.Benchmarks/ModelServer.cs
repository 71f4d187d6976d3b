using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Distill.Gateway.Benchmarks;

/// <summary>The cheapest platform there can be: sockets, canned answers. What it costs is the same for all that is compared.</summary>
internal static class ModelServer
{
    private const int Chunks = 20;

    private static readonly byte[] Answer = Whole();
    private static readonly byte[] Stream = Streamed();

    public static async Task<int> ServeAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        Console.WriteLine($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}/v1");
        _ = AcceptAsync(listener);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            _ = ServeAsync(await listener.AcceptAsync());
        }
    }

    private static async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        var buffer = new byte[64 * 1024];
        var length = 0;
        using (socket)
        {
            while (true)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(length));
                if (read == 0)
                {
                    return;
                }

                length += read;
                if (Http.MessageLength(buffer.AsSpan(0, length)) is { } whole && length >= whole)
                {
                    var isStream = buffer.AsSpan(0, length).IndexOf("\"stream\":true"u8) >= 0;
                    await socket.SendAsync(isStream ? Stream : Answer);
                    length = 0;
                }
            }
        }
    }

    private static byte[] Whole()
    {
        var text = new string('a', 600);
        var body =
            $$"""{"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"{{text}}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":100,"completion_tokens":150,"total_tokens":250} }""";
        return Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    private static byte[] Streamed()
    {
        var text = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (var chunk = 0; chunk < Chunks; chunk++)
        {
            var reason = chunk == Chunks - 1 ? "\"stop\"" : "null";
            Add(
                text,
                $$"""data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"m","choices":[{"index":0,"finish_reason":{{reason}},"delta":{"content":" token{{chunk}}" } }]}"""
                    + "\n\n"
            );
        }

        Add(text, "data: [DONE]\n\n");
        return Encoding.ASCII.GetBytes(text.Append("0\r\n\r\n").ToString());
    }

    private static void Add(StringBuilder text, string part) => text.Append($"{part.Length:x}\r\n{part}\r\n");
}
