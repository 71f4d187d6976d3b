using Distill.Core.Storage;

namespace Distill.Core.Datasets;

/// <summary>Makes one rejects file of those that several writers left.</summary>
internal static class RejectMerge
{
    /// <summary>Copies all parts, in order, into the dataset's rejects file.</summary>
    public static async Task<RejectsInfo> RunAsync(
        IBlobStore blobs,
        string datasetId,
        IReadOnlyList<RejectsInfo> parts,
        CancellationToken cancellationToken
    )
    {
        var target = DatasetPaths.Rejects(datasetId);
        RejectsInfo[] filled = [.. parts.Where(part => part.Path is not null)];
        if (filled.Length == 0)
        {
            return RejectsInfo.None;
        }

        var summary = filled.Select(part => part.Summary).Aggregate((left, right) => left.Merge(right));
        if (filled is [{ Path: var only }] && only == target)
        {
            return new RejectsInfo(target, summary);
        }

        await using var write = await blobs.CreateAsync(target, cancellationToken: cancellationToken);
        foreach (var part in filled)
        {
            await using var content = await blobs.OpenReadAsync(part.Path!, cancellationToken: cancellationToken);
            await content.CopyToAsync(write.Content, cancellationToken);
        }

        await write.CommitAsync(cancellationToken);
        return new RejectsInfo(target, summary);
    }

    /// <summary>Deletes the parts once the dataset exists.</summary>
    public static async Task DeletePartsAsync(
        IBlobStore blobs,
        string datasetId,
        IReadOnlyList<RejectsInfo> parts,
        CancellationToken cancellationToken
    )
    {
        var target = DatasetPaths.Rejects(datasetId);
        foreach (var part in parts.Where(part => part.Path is not null && part.Path != target))
        {
            await blobs.DeleteAsync(part.Path!, cancellationToken: cancellationToken);
        }
    }
}
