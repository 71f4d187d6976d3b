using Distill.Core.Formats.Encodings;

namespace Distill.Core.Formats;

/// <summary>Reads a source such that a change while it is read is noticed: what was read would be neither the old content nor the new one.</summary>
/// <param name="inner">The content; disposed with this stream.</param>
/// <param name="name">Name for messages.</param>
/// <param name="version">Tells the version of the source now, in any form that compares; it is asked at once and again when the end is reached.</param>
public sealed class UnchangingStream(Stream inner, string name, Func<object?> version) : ForwardStream
{
    private readonly object? _before = version();

    /// <inheritdoc />
    public override bool CanSeek => inner.CanSeek;

    /// <inheritdoc />
    public override long Length => inner.Length;

    /// <inheritdoc />
    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    /// <inheritdoc />
    /// <remarks>For readers that go to and fro; the end is noticed by <see cref="ReadAsync(Memory{byte}, CancellationToken)"/>.</remarks>
    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    /// <inheritdoc />
    /// <exception cref="ImportException">The end is reached, and the source has changed meanwhile.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        return read > 0 || buffer.IsEmpty || Equals(version(), _before)
            ? read
            : throw new ImportException(
                name,
                "the file was changed while it was read. Nothing was made of it: wait until its writer is done, or read a copy."
            );
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => inner.DisposeAsync();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
