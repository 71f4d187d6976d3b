namespace Distill.Orchestrations.Uploads;

/// <summary>A version of an uploaded file with the spec of the run that it starts.</summary>
/// <param name="Path">Blob path of the file.</param>
/// <param name="ETag">Its version.</param>
/// <param name="SpecPath">Blob path of the spec.</param>
/// <param name="SpecETag">The spec's version.</param>
public sealed record UploadedRun(string Path, string ETag, string SpecPath, string SpecETag);
