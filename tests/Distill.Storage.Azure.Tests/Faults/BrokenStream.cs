using Distill.Core.Formats.Encodings;

namespace Distill.Storage.Azure.Tests.Faults;

/// <summary>An answer whose connection breaks after some bytes.</summary>
internal sealed class BrokenStream(Stream inner, int left) : ForwardStream
{
    private int left = left;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Took(await inner.ReadAsync(buffer[..Allowed(buffer.Length)], cancellationToken));

    public override int Read(byte[] buffer, int offset, int count) => Took(inner.Read(buffer, offset, Allowed(count)));

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }

    private int Allowed(int count) => left == 0 ? throw new IOException("The connection was reset.") : Math.Min(count, left);

    private int Took(int count)
    {
        left -= count;
        return count;
    }
}
