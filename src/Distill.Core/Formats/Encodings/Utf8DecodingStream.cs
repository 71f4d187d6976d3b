using System.Text;

namespace Distill.Core.Formats.Encodings;

/// <summary>
/// Reads a text of another encoding as UTF-8. Bytes that are no text come out as bytes that are no UTF-8, so that the record they are in, and only it, is
/// rejected.
/// </summary>
internal sealed class Utf8DecodingStream(Stream inner, Encoding encoding) : ForwardStream
{
    private const int Chunk = 32 * 1024;

    private static readonly byte[] Marker = Encoding.UTF8.GetBytes(TextEncodings.Undecodable.ToString());

    private readonly byte[] bytes = new byte[Chunk];
    private readonly char[] letters = new char[encoding.GetMaxCharCount(Chunk)];
    private readonly byte[] output = new byte[Encoding.UTF8.GetMaxByteCount(encoding.GetMaxCharCount(Chunk))];
    private readonly Decoder decoder = encoding.GetDecoder();
    private readonly Encoder encoder = Encoding.UTF8.GetEncoder();
    private int start;
    private int end;
    private bool ended;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (start == end && !ended && buffer.Length > 0)
        {
            await DecodeAsync(cancellationToken);
        }

        var count = Math.Min(buffer.Length, end - start);
        output.AsSpan(start, count).CopyTo(buffer.Span);
        start += count;
        return count;
    }

    public override ValueTask DisposeAsync() => inner.DisposeAsync();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask DecodeAsync(CancellationToken cancellationToken)
    {
        var read = await inner.ReadAsync(bytes, cancellationToken);
        ended = read == 0;
        var count = decoder.GetChars(bytes.AsSpan(0, read), letters, flush: ended);
        start = 0;
        end = encoder.GetBytes(letters.AsSpan(0, count), output, flush: ended);
        Spoil(output.AsSpan(0, end));
    }

    private static void Spoil(Span<byte> text)
    {
        while (text.IndexOf(Marker) is >= 0 and var found)
        {
            text.Slice(found, Marker.Length).Fill(0xFF);
            text = text[(found + Marker.Length)..];
        }
    }
}
