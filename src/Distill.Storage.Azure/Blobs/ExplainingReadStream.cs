using Distill.Core.Formats.Encodings;

namespace Distill.Storage.Azure.Blobs;

/// <summary>A read-only stream whose failures say which blob they hit. The inner stream resumes a broken connection by itself, at the same version only.</summary>
internal sealed class ExplainingReadStream(Stream inner, string what) : ForwardStream
{
    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return inner.Read(buffer, offset, count);
        }
        catch (Exception exception) when (StorageFailure.IsFailure(exception, CancellationToken.None))
        {
            throw StorageFailure.Explain(exception, what);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await inner.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception exception) when (StorageFailure.IsFailure(exception, cancellationToken))
        {
            throw StorageFailure.Explain(exception, what);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }
}
