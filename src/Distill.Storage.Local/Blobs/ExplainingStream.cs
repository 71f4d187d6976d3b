namespace Distill.Storage.Local.Blobs;

/// <summary>A write-only stream whose failures say which blob they hit and what helps.</summary>
internal sealed class ExplainingStream(FileStream inner, string file) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => throw new NotSupportedException();
    }

    public override void Flush() => Explained(inner.Flush);

    public override Task FlushAsync(CancellationToken cancellationToken) => ExplainedAsync(inner.FlushAsync(cancellationToken));

    public override void Write(byte[] buffer, int offset, int count) => Explained(() => inner.Write(buffer, offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await inner.WriteAsync(buffer, cancellationToken);
        }
        catch (IOException exception)
        {
            throw StorageFailure.Explain(exception, file, "written");
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Explained(Action action)
    {
        try
        {
            action();
        }
        catch (IOException exception)
        {
            throw StorageFailure.Explain(exception, file, "written");
        }
    }

    private async Task ExplainedAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (IOException exception)
        {
            throw StorageFailure.Explain(exception, file, "written");
        }
    }
}
