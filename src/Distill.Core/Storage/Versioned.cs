namespace Distill.Core.Storage;

/// <summary>An entity with the version it was read at.</summary>
/// <param name="Value">The entity.</param>
/// <param name="ETag">Opaque version, to be given back with a replace.</param>
public sealed record Versioned<T>(T Value, string ETag);
