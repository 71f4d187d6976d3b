namespace Distill.Core.Formats.Encodings;

/// <summary>A stream whose first bytes can be looked at before they are read. A failure of the look is told when reading comes to it.</summary>
internal sealed class PrefixedStream(Stream inner) : ForwardStream
{
    private byte[] seen = [];
    private int length;
    private int at;
    private System.Runtime.ExceptionServices.ExceptionDispatchInfo? failure;

    /// <summary>What was looked at.</summary>
    public ReadOnlyMemory<byte> Seen => seen.AsMemory(0, length);

    /// <summary>Looks at the first bytes.</summary>
    public async Task LookAsync(int count, CancellationToken cancellationToken)
    {
        seen = new byte[count];
        try
        {
            for (var read = 1; read > 0 && length < count; length += read)
            {
                read = await inner.ReadAsync(seen.AsMemory(length), cancellationToken);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or ZstdSharp.ZstdException)
        {
            failure = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(exception);
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = Math.Min(buffer.Length, length - at);
        if (count == 0 && buffer.Length > 0)
        {
            failure?.Throw();
            seen = [];
            length = at = 0;
            return inner.ReadAsync(buffer, cancellationToken);
        }

        seen.AsSpan(at, count).CopyTo(buffer.Span);
        at += count;
        return ValueTask.FromResult(count);
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
}
