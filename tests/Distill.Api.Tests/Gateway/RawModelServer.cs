using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Distill.Api.Tests.Gateway;

/// <summary>A platform on a bare socket, for answers that no server would send: it says its parts, each as a packet of its own, whatever it was asked, and closes.</summary>
public sealed class RawModelServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    private RawModelServer(IReadOnlyList<byte[]> parts)
    {
        _listener.Start();
        Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");
        _serving = ServeAsync(parts);
    }

    public Uri Endpoint { get; }

    /// <summary>Starts one.</summary>
    /// <param name="parts">What it says, in Latin-1.</param>
    public static RawModelServer Start(params IEnumerable<string> parts) => new([.. parts.Select(Encoding.Latin1.GetBytes)]);

    /// <summary>Starts one that says bytes.</summary>
    public static RawModelServer Start(IReadOnlyList<byte[]> parts) => new(parts);

    /// <summary>Head of an answer that ends with the connection.</summary>
    public static string Head(string type, string more = "") =>
        $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nConnection: close\r\n{more}\r\n";

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync(IReadOnlyList<byte[]> parts)
    {
        try
        {
            while (true)
            {
                using var socket = await _listener.AcceptSocketAsync();
                socket.NoDelay = true;
                await ReceiveAsync(socket);
                foreach (var part in parts)
                {
                    await socket.SendAsync(part);
                }

                socket.Shutdown(SocketShutdown.Send);
                while (await socket.ReceiveAsync(new byte[1024]) > 0) { }
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    // Closing with something unread would reset the connection.
    private static async Task ReceiveAsync(Socket socket)
    {
        var received = "";
        var buffer = new byte[64 * 1024];
        while (!IsWhole(received))
        {
            received += Encoding.Latin1.GetString(buffer, 0, await socket.ReceiveAsync(buffer));
        }
    }

    private static bool IsWhole(string received)
    {
        const string Length = "Content-Length: ";
        var head = received.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (head < 0)
        {
            return false;
        }

        var start = received.IndexOf(Length, StringComparison.Ordinal) + Length.Length;
        return received.Length >= head + 4 + int.Parse(received[start..received.IndexOf('\r', start)], null);
    }
}
