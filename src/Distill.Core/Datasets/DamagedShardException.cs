namespace Distill.Core.Datasets;

/// <summary>A shard or rejects file that was written whole holds something else now.</summary>
/// <param name="path">Blob path.</param>
/// <param name="line">Line at fault, from 1; 0 when the file as a whole is.</param>
/// <param name="what">What is wrong.</param>
public sealed class DamagedShardException(string path, long line, string what)
    : IOException(line > 0 ? $"{path}, line {line}: {what}" : $"{path}: {what}")
{
    /// <summary>Blob path.</summary>
    public string Path { get; } = path;

    /// <summary>Line at fault, from 1; 0 when the file as a whole is.</summary>
    public long Line { get; } = line;
}
