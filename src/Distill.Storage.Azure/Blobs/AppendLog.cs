using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;

namespace Distill.Storage.Azure.Blobs;

/// <summary>An append blob that this process alone may append to, and its end. Not thread-safe.</summary>
/// <remarks>
/// Each block says where it must land. A block whose answer was lost and that is sent again finds the end elsewhere and is refused; that the end lies
/// exactly one block further, under a lease that only this process holds, tells that it had arrived.
/// </remarks>
internal sealed class AppendLog : IAsyncDisposable
{
    private readonly AppendBlobClient blob;
    private readonly AppendLease lease;
    private long length;

    private AppendLog(AppendBlobClient blob, AppendLease lease, long length)
    {
        this.blob = blob;
        this.lease = lease;
        this.length = length;
    }

    /// <summary>Makes the blob when absent, leases it and finds its end.</summary>
    /// <exception cref="IOException">The blob ends within a line, which only another program can have written.</exception>
    public static async Task<AppendLog> OpenAsync(
        AppendBlobClient blob,
        string path,
        TimeProvider clock,
        ILogger logger,
        CancellationToken cancellationToken
    )
    {
        await MakeAsync(blob, cancellationToken);
        var held = await AppendLease.AcquireAsync(blob, path, clock, logger, cancellationToken);
        try
        {
            var end = await FindLengthAsync(blob, held, cancellationToken);
            await RequireWholeLinesAsync(blob, path, end, cancellationToken);
            return new AppendLog(blob, held, end);
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    /// <summary>Appends one block of whole lines.</summary>
    public async Task AppendAsync(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        var block = parts.Count == 1 ? parts[0].ToArray() : Join(parts);
        try
        {
            await SendAsync(block);
        }
        catch (RequestFailedException exception) when (AppendLease.IsLost(exception))
        {
            // It has expired, in a pause of this process or of the network. It can be had back while no other process has taken it.
            await lease.RenewAsync(CancellationToken.None);
            await SendAsync(block);
        }

        length += block.Length;
    }

    public ValueTask DisposeAsync() => lease.DisposeAsync();

    private static async Task MakeAsync(AppendBlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            await blob.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.LeaseIdMissing)
        {
            // It exists, and somebody appends to it; whether that goes on is for the lease to tell.
        }
    }

    private static async Task<long> FindLengthAsync(AppendBlobClient blob, AppendLease lease, CancellationToken cancellationToken)
    {
        var conditions = new BlobRequestConditions { LeaseId = lease.Id };
        var found = (await blob.GetPropertiesAsync(conditions, cancellationToken)).Value;
        return found.BlobType == BlobType.Append
            ? found.ContentLength
            : throw new RequestFailedException(
                409,
                "The blob was not written by appending.",
                BlobErrorCode.InvalidBlobType.ToString(),
                innerException: null
            );
    }

    private static async Task RequireWholeLinesAsync(AppendBlobClient blob, string path, long length, CancellationToken cancellationToken)
    {
        if (length > 0)
        {
            var last = await blob.DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(length - 1, 1) }, cancellationToken);
            if (last.Value.Content.ToMemory().Span is not [(byte)'\n'])
            {
                throw new IOException(
                    $"The blob '{path}' ends within a line, so another program has written it. Move it away or end its last line."
                );
            }
        }
    }

    private static byte[] Join(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        var block = new byte[parts.Sum(part => part.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(block.AsMemory(at));
            at += part.Length;
        }

        return block;
    }

    private async Task SendAsync(byte[] block)
    {
        var conditions = new AppendBlobRequestConditions { LeaseId = lease.Id, IfAppendPositionEqual = length };
        try
        {
            await blob.AppendBlockAsync(
                new MemoryStream(block, writable: false),
                new AppendBlobAppendBlockOptions { Conditions = conditions },
                CancellationToken.None
            );
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.AppendPositionConditionNotMet)
        {
            if (await FindLengthAsync(blob, lease, CancellationToken.None) != length + block.Length)
            {
                throw;
            }
        }
    }
}
