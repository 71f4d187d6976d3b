namespace Distill.Core.Models;

/// <summary>A decision record, with the hash that shows whether anyone changed it since.</summary>
/// <param name="Path">Blob path.</param>
/// <param name="Sha256">SHA-256 of the record, 64 lower-case hexadecimal digits.</param>
public sealed record DecisionReference(string Path, string Sha256);
