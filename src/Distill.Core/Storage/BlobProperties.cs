namespace Distill.Core.Storage;

/// <summary>What a store knows of a blob.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Length">Bytes.</param>
/// <param name="ETag">Opaque version; changes with every commit and append.</param>
/// <param name="LastModified">When it was last changed.</param>
public sealed record BlobProperties(string Path, long Length, string ETag, DateTimeOffset LastModified);
