using System.Buffers.Text;

namespace Distill.Gateway.Benchmarks;

/// <summary>As much of HTTP/1.1 as the ends of the benchmark need.</summary>
internal static class Http
{
    /// <summary>Bytes of the message at the start: its head and its <c>Content-Length</c>; null while the head is not whole.</summary>
    public static int? MessageLength(ReadOnlySpan<byte> received)
    {
        var head = received.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return null;
        }

        var name = received[..head].IndexOf("Content-Length: "u8);
        if (name < 0)
        {
            return received.EndsWith("\r\n0\r\n\r\n"u8) ? received.Length : null;
        }

        Utf8Parser.TryParse(received[(name + 16)..], out int length, out _);
        return head + 4 + length;
    }
}
