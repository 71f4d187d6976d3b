namespace Distill.Core.Storage;

/// <summary>A blob was to be read that is not there.</summary>
public sealed class BlobNotFoundException(string path) : IOException($"There is no blob '{path}'.")
{
    /// <summary>The path asked for.</summary>
    public string Path { get; } = path;
}
