using System.Collections.Concurrent;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace Distill.Storage.Azure.Blobs;

/// <summary>Clients of blobs by path; containers are made when first written to. Thread-safe.</summary>
internal sealed class BlobContainers(BlobServiceClient service)
{
    private readonly ConcurrentDictionary<string, bool> made = new(StringComparer.Ordinal);

    /// <summary>The container of a path or prefix, and the rest of it; the rest of a container alone is empty.</summary>
    public (BlobContainerClient Container, string Name) Split(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? (service.GetBlobContainerClient(path), "")
            : (service.GetBlobContainerClient(path[..slash]), path[(slash + 1)..]);
    }

    /// <summary>A client to read, describe or delete a blob of any type.</summary>
    public BlobBaseClient Blob(string path)
    {
        var (container, name) = Split(path);
        return container.GetBlobBaseClient(name);
    }

    /// <summary>A client to write a blob as a whole; its container exists afterwards.</summary>
    public async Task<BlockBlobClient> ForWritingAsync(string path, CancellationToken cancellationToken)
    {
        var (container, name) = Split(path);
        await MakeAsync(container, cancellationToken);
        return container.GetBlockBlobClient(name);
    }

    /// <summary>A client to append to a blob; its container exists afterwards.</summary>
    public async Task<AppendBlobClient> ForAppendingAsync(string path, CancellationToken cancellationToken)
    {
        var (container, name) = Split(path);
        await MakeAsync(container, cancellationToken);
        return container.GetAppendBlobClient(name);
    }

    private async Task MakeAsync(BlobContainerClient container, CancellationToken cancellationToken)
    {
        if (!made.ContainsKey(container.Name))
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            made.TryAdd(container.Name, true);
        }
    }
}
