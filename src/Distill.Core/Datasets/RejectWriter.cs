using Distill.Core.Storage;

namespace Distill.Core.Datasets;

/// <summary>Writes a rejects file: one JSON object a line, invisible until the commit; no file when there is no reject. Not thread-safe.</summary>
/// <param name="blobs">The store.</param>
/// <param name="path">Usually <see cref="DatasetPaths.Rejects"/> or <see cref="DatasetPaths.RejectsPart"/>.</param>
public sealed class RejectWriter(IBlobStore blobs, string path) : IAsyncDisposable
{
    private readonly RejectTally tally = new();
    private HashedBlobWriter? blob;

    /// <summary>Rejects so far.</summary>
    public long Count => tally.Total;

    /// <summary>Adds a reject.</summary>
    public async ValueTask WriteAsync(Reject reject, CancellationToken cancellationToken = default)
    {
        blob ??= await HashedBlobWriter.CreateAsync(blobs, path, cancellationToken);
        RejectJson.Write(blob.Output, reject);
        tally.Add(reject);
        await blob.EndLineAsync(cancellationToken);
    }

    /// <summary>Makes the file visible and durable.</summary>
    public async Task<RejectsInfo> CommitAsync(CancellationToken cancellationToken = default)
    {
        if (blob is null)
        {
            return RejectsInfo.None;
        }

        await blob.CommitAsync(cancellationToken);
        return new RejectsInfo(path, tally.ToSummary());
    }

    /// <summary>Ends the writer; without a commit before, nothing remains of the file.</summary>
    public ValueTask DisposeAsync() => blob?.DisposeAsync() ?? ValueTask.CompletedTask;
}
