namespace Distill.Core.Datasets;

/// <summary>One shard of a dataset.</summary>
/// <param name="Path">Blob path.</param>
/// <param name="Records">Lines.</param>
/// <param name="Bytes">Length.</param>
/// <param name="Sha256">Lower-case hexadecimal hash of the bytes.</param>
public sealed record ShardInfo(string Path, long Records, long Bytes, string Sha256);
