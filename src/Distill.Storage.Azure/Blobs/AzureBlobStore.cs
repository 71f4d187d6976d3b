using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs.Models;
using Distill.Core.Storage;
using Microsoft.Extensions.Logging;
using BlobProperties = Distill.Core.Storage.BlobProperties;

namespace Distill.Storage.Azure.Blobs;

/// <summary>Blobs of a storage account: the first segment of a path is the container. Thread-safe, and safe among processes.</summary>
/// <remarks>Whole blobs are block blobs, appended ones append blobs; README.md of this project gives the write order, the races and what a crash leaves.</remarks>
public sealed class AzureBlobStore : IBlobStore
{
    private readonly BlobContainers containers;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly ConcurrentDictionary<string, bool> appenders = new(StringComparer.Ordinal);

    /// <summary>The blobs of an account.</summary>
    /// <param name="clients">The account.</param>
    /// <param name="clock">Times the renewal of leases.</param>
    /// <param name="logger">Told of leases that could not be renewed or given back.</param>
    public AzureBlobStore(AzureStorageClients clients, TimeProvider clock, ILogger<AzureBlobStore> logger)
    {
        ArgumentNullException.ThrowIfNull(clients);
        containers = new BlobContainers(clients.Blobs);
        this.clock = clock;
        this.logger = logger;
    }

    /// <inheritdoc />
    public Task<BlobProperties?> FindAsync(string path, CancellationToken cancellationToken = default)
    {
        var blob = containers.Blob(BlobPath.Require(path));
        return StorageFailure.GuardAsync(FindAsync, $"The blob '{path}' could not be looked up", cancellationToken);

        async Task<BlobProperties?> FindAsync()
        {
            try
            {
                return BlobVersion.Describe(path, await blob.GetPropertiesAsync(cancellationToken: cancellationToken));
            }
            catch (RequestFailedException exception) when (exception.Status == 404)
            {
                return null;
            }
        }
    }

    /// <inheritdoc />
    public Task<Stream> OpenReadAsync(string path, long offset = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var blob = containers.Blob(BlobPath.Require(path));
        var what = $"The blob '{path}' could not be read";
        return StorageFailure.GuardAsync(OpenAsync, what, cancellationToken);

        async Task<Stream> OpenAsync()
        {
            try
            {
                var options = new BlobDownloadOptions { Range = offset == 0 ? default : new HttpRange(offset) };
                var answer = await blob.DownloadStreamingAsync(options, cancellationToken);
                return new ExplainingReadStream(answer.Value.Content, what);
            }
            catch (RequestFailedException exception) when (exception.Status == 404)
            {
                throw new BlobNotFoundException(path);
            }
            catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.InvalidRange)
            {
                // At or after the end: there is nothing left to read.
                return new MemoryStream([], writable: false);
            }
        }
    }

    /// <inheritdoc />
    public Task<BlobWrite> CreateAsync(string path, BlobCondition condition = default, CancellationToken cancellationToken = default)
    {
        BlobPath.Require(path);
        return StorageFailure.GuardAsync<BlobWrite>(
            async () => new AzureBlobWrite(await containers.ForWritingAsync(path, cancellationToken), path, condition),
            $"The blob '{path}' could not be begun",
            cancellationToken
        );
    }

    /// <inheritdoc />
    public async Task<IBlobAppender> OpenAppendAsync(string path, CancellationToken cancellationToken = default)
    {
        BlobPath.Require(path);
        if (!appenders.TryAdd(path, true))
        {
            throw new StoreConflictException($"The blob '{path}' is open for appending already.");
        }

        try
        {
            return await StorageFailure.GuardAsync(OpenAsync, $"The blob '{path}' could not be opened for appending", cancellationToken);
        }
        catch
        {
            Release();
            throw;
        }

        async Task<IBlobAppender> OpenAsync()
        {
            var blob = await containers.ForAppendingAsync(path, cancellationToken);
            return new AzureBlobAppender(await AppendLog.OpenAsync(blob, path, clock, logger, cancellationToken), path, Release);
        }

        void Release() => appenders.TryRemove(path, out _);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<BlobProperties> ListAsync(
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var (container, name) = containers.Split(BlobPath.RequirePrefix(prefix));
        var pages = container
            .GetBlobsAsync(new GetBlobsOptions { Prefix = name }, cancellationToken)
            .AsPages()
            .GetAsyncEnumerator(cancellationToken);
        await using var _ = pages;
        while (await StorageFailure.GuardAsync(NextAsync, $"The blobs under '{prefix}' could not be listed", cancellationToken))
        {
            foreach (var blob in pages.Current.Values)
            {
                var properties = blob.Properties;
                yield return new BlobProperties(
                    $"{container.Name}/{blob.Name}",
                    properties.ContentLength ?? 0,
                    BlobVersion.Text(properties.ETag ?? default),
                    properties.LastModified ?? default
                );
            }
        }

        async Task<bool> NextAsync()
        {
            try
            {
                return await pages.MoveNextAsync();
            }
            catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.ContainerNotFound)
            {
                return false;
            }
        }
    }

    /// <inheritdoc />
    public async Task<bool> DeleteAsync(string path, BlobCondition condition = default, CancellationToken cancellationToken = default)
    {
        var blob = containers.Blob(BlobPath.Require(path));
        if (condition.MustBeAbsent)
        {
            return await FindAsync(path, cancellationToken) is null
                ? false
                : throw new StoreConflictException($"The blob '{path}' exists.");
        }

        if (condition.ETag is { } text && BlobVersion.Parse(text) is null)
        {
            throw Changed(path);
        }

        var conditions = new BlobRequestConditions { IfMatch = condition.ETag is { } etag ? BlobVersion.Parse(etag) : null };
        return await StorageFailure.GuardAsync(DeleteAsync, $"The blob '{path}' could not be deleted", cancellationToken);

        async Task<bool> DeleteAsync()
        {
            var (failure, attempts) = await AttemptCounter.CountAsync(() =>
                blob.DeleteAsync(DeleteSnapshotsOption.IncludeSnapshots, conditions, cancellationToken)
            );
            return failure switch
            {
                null => true,
                // A try before this one has had no answer, and the blob is gone: that try has deleted it.
                { Status: 404 or 412 } when attempts > 1 && await FindAsync(path, cancellationToken) is null => true,
                { Status: 404 } when condition.ETag is null => false,
                { Status: 404 or 412 } => throw Changed(path),
                _ => throw failure,
            };
        }
    }

    private static StoreConflictException Changed(string path) =>
        new($"The blob '{path}' has changed since it was read, or is open for appending.");
}
