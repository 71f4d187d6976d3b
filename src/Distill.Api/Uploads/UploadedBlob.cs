namespace Distill.Api.Uploads;

/// <summary>A body that was stored.</summary>
/// <param name="Path">Blob path.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal hash of the bytes.</param>
public sealed record UploadedBlob(string Path, long Length, string Sha256);
