using System.Globalization;
using Distill.Core.Storage;

namespace Distill.Core.Datasets;

/// <summary>Where the blobs of a dataset lie.</summary>
public static class DatasetPaths
{
    /// <summary>The container of all datasets.</summary>
    public const string Container = "datasets";

    /// <summary>The folder of a dataset, without a closing slash.</summary>
    /// <exception cref="ArgumentException">The id cannot be a segment of a path.</exception>
    public static string Folder(string datasetId) => BlobPath.Require($"{Container}/{datasetId}");

    /// <summary>A shard. <paramref name="index"/> counts from 0; names sort in the order of the index up to 99,999.</summary>
    public static string Shard(string datasetId, int index) => $"{Folder(datasetId)}/shard-{Number(index)}.jsonl";

    /// <summary>The rejects of the whole dataset.</summary>
    public static string Rejects(string datasetId) => $"{Folder(datasetId)}/rejects.jsonl";

    /// <summary>Rejects that one of several writers found, to be merged when the dataset is committed.</summary>
    public static string RejectsPart(string datasetId, int index) => $"{Folder(datasetId)}/rejects-{Number(index)}.jsonl";

    /// <summary>The manifest's copy beside the shards.</summary>
    public static string Manifest(string datasetId) => $"{Folder(datasetId)}/manifest.json";

    private static string Number(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return index.ToString("D5", CultureInfo.InvariantCulture);
    }
}
