namespace Distill.Core.Formats;

/// <summary>Records that lie together in a file. Any thread may read it, one at a time, once; <see cref="Dispose"/> gives its memory back.</summary>
public sealed class ImportBatch : IDisposable
{
    private readonly IEnumerable<ImportRecord> _records;
    private readonly LineChunk? _chunk;

    internal ImportBatch(IEnumerable<ImportRecord> records, LineChunk? chunk = null)
    {
        _records = records;
        _chunk = chunk;
    }

    /// <summary>Bytes of the file, when they are known.</summary>
    public int Bytes => _chunk?.Bytes.Length ?? 0;

    /// <summary>The lines of canonical samples, for a reader that wants only some of their fields; null for other formats.</summary>
    internal IEnumerable<RecordLine>? CanonicalLines { get; init; }

    /// <summary>Decodes one of <see cref="CanonicalLines"/>.</summary>
    internal Func<RecordLine, ImportRecord>? DecodeLine { get; init; }

    /// <summary>Decodes the records, in order.</summary>
    public IEnumerable<ImportRecord> Read() => _records;

    /// <inheritdoc />
    public void Dispose() => _chunk?.Dispose();
}
