using System.Text;

namespace Distill.Core.Tests.Formats;

/// <summary>A text with a run of letters in its middle that is made while it is read.</summary>
internal sealed class LongLineStream(string head, long letters, string tail) : Stream
{
    private readonly byte[] _head = Encoding.UTF8.GetBytes(head);
    private readonly byte[] _tail = Encoding.UTF8.GetBytes(tail);
    private long _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _head.Length + letters + _tail.Length;

    public override long Position
    {
        get => _at;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, Length - _at);
        for (var index = 0; index < count; index++, _at++)
        {
            buffer[index] =
                _at < _head.Length ? _head[_at]
                : _at < _head.Length + letters ? (byte)'x'
                : _tail[_at - _head.Length - letters];
        }

        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
