using System.Buffers;
using Distill.Core.Gateway;

namespace Distill.Api.Gateway;

/// <summary>Passes the lines of server-sent events on, whole, with the asid as the id of each chunk, and keeps the chunks. Not thread-safe.</summary>
/// <param name="asid">The id, as a JSON text.</param>
/// <param name="chunks">Where the data of the events is kept, one a line.</param>
/// <param name="maxKept">Most bytes kept.</param>
internal sealed class EventLines(byte[] asid, PooledBytes chunks, int maxKept)
{
    /// <summary>True once a chunk has passed.</summary>
    public bool HasChunk { get; private set; }

    /// <summary>True when chunks were not kept for want of room.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Passes the whole lines on and forgets them; a last line without its end stays for the next call.</summary>
    /// <param name="received">What has come.</param>
    /// <param name="output">Where it goes; null when nobody listens.</param>
    public void Pass(PooledBytes received, IBufferWriter<byte>? output)
    {
        var rest = received.Span;
        while (rest.IndexOf((byte)'\n') is var end and >= 0)
        {
            PassLine(rest[..(end + 1)], output);
            rest = rest[(end + 1)..];
        }

        received.Consume(received.Length - rest.Length);
    }

    /// <summary>Passes on what is left at the end of the stream.</summary>
    public void PassRest(PooledBytes received, IBufferWriter<byte>? output)
    {
        if (received.Length > 0)
        {
            PassLine(received.Span, output);
            received.Consume(received.Length);
        }
    }

    private void PassLine(ReadOnlySpan<byte> line, IBufferWriter<byte>? output)
    {
        var field = "data:"u8;
        var data = line.StartsWith(field) ? line[field.Length..].Trim(" \r\n"u8) : default;
        if (data is not [(byte)'{', ..])
        {
            output?.Write(line);
            return;
        }

        HasChunk = true;
        Keep(data);
        if (output is null)
        {
            return;
        }

        var id = CompletionOutline.FindId(data);
        if (!id.Exists)
        {
            output.Write(line);
            return;
        }

        var start = line.IndexOf((byte)'{') + id.Start;
        output.Write(line[..start]);
        output.Write(asid);
        output.Write(line[(start + id.Length)..]);
    }

    private void Keep(ReadOnlySpan<byte> data)
    {
        if (chunks.Length + data.Length >= maxKept)
        {
            IsCut = true;
            return;
        }

        chunks.Append(data);
        chunks.Append("\n"u8);
    }
}
