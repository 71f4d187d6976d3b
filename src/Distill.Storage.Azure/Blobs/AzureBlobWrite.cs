using Azure;
using Azure.Storage;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Distill.Core.Storage;
using BlobProperties = Distill.Core.Storage.BlobProperties;

namespace Distill.Storage.Azure.Blobs;

/// <summary>
/// A blob being written. What fits into one block goes up in one request at the commit; more is staged in blocks that nobody sees, and the commit names them.
/// </summary>
internal sealed class AzureBlobWrite(BlockBlobClient blob, string path, BlobCondition condition) : BlobWrite
{
    // Names the write in the blob's metadata, so that a commit whose answer was lost knows itself again.
    private const string WriteKey = "distillwrite";

    private readonly string writeId = Guid.NewGuid().ToString("N");
    private readonly BlockStream content = new(blob, path);
    private bool committed;

    public override Stream Content => content;

    public override async Task<BlobProperties> CommitAsync(CancellationToken cancellationToken = default)
    {
        if (committed)
        {
            throw new InvalidOperationException($"The blob '{path}' was committed already.");
        }

        if (condition.ETag is { } etag && BlobVersion.Parse(etag) is null)
        {
            throw Lost();
        }

        var properties = await StorageFailure.GuardAsync(
            () => PutAsync(cancellationToken),
            $"The blob '{path}' could not be committed",
            cancellationToken
        );
        committed = true;
        content.Recycle();
        return properties;
    }

    public override ValueTask DisposeAsync() => content.DisposeAsync();

    private async Task<BlobProperties> PutAsync(CancellationToken cancellationToken)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [WriteKey] = writeId };
        var conditions = new BlobRequestConditions
        {
            IfMatch = condition.ETag is { } etag ? BlobVersion.Parse(etag) : null,
            IfNoneMatch = condition.MustBeAbsent ? ETag.All : null,
        };
        try
        {
            var written = content.IsStaged
                ? await blob.CommitBlockListAsync(
                    await content.FinishAsync(cancellationToken),
                    new CommitBlockListOptions { Metadata = metadata, Conditions = conditions },
                    cancellationToken
                )
                : await blob.UploadAsync(content.OpenRest(), UploadOptions(metadata, conditions), cancellationToken);
            return BlobVersion.Describe(path, content.Length, written);
        }
        catch (RequestFailedException exception) when (IsLostRace(exception))
        {
            return await FindOwnAsync(cancellationToken) ?? throw Lost();
        }
    }

    private static BlobUploadOptions UploadOptions(Dictionary<string, string> metadata, BlobRequestConditions conditions) =>
        new()
        {
            Metadata = metadata,
            Conditions = conditions,
            // One request, so that the condition and the content are one step.
            TransferOptions = new StorageTransferOptions { InitialTransferSize = BlockStream.BlockSize },
        };

    // InvalidBlockList: another commit of this name in between has made Azure discard the blocks that it did not name. A lease is an open appender.
    private static bool IsLostRace(RequestFailedException exception) =>
        exception.Status == 412
        || exception.ErrorCode == BlobErrorCode.BlobAlreadyExists
        || exception.ErrorCode == BlobErrorCode.BlobNotFound
        || exception.ErrorCode == BlobErrorCode.InvalidBlockList;

    private async Task<BlobProperties?> FindOwnAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
            var own = found.Metadata.TryGetValue(WriteKey, out var id) && id == writeId;
            return own ? BlobVersion.Describe(path, found) : null;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    private StoreConflictException Lost() =>
        new(
            condition.MustBeAbsent
                ? $"The blob '{path}' exists already."
                : $"The blob '{path}' has changed since it was read, was written by another at the same time, or is open for appending."
        );
}
