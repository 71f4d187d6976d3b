namespace Distill.Orchestrations.Uploads;

/// <summary>A version of an uploaded file.</summary>
/// <param name="Path">Its blob path.</param>
/// <param name="Dataset">Name of the dataset that it becomes a version of.</param>
/// <param name="ETag">Its version in the store.</param>
public sealed record UploadReference(string Path, string Dataset, string ETag);
