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

    /// <summary>Name of the file, for provenance.</summary>
    internal string File { get; init; } = "";

    /// <summary>What the file is taken for; one of <see cref="ImportFormats"/>.</summary>
    internal string Format { get; init; } = "";

    /// <summary>The lines, for a reader that can do without their samples; null when the records of the format are no lines.</summary>
    internal IEnumerable<RecordLine>? Lines { get; init; }

    /// <summary>Decodes one of <see cref="Lines"/>; null for one that is passed over.</summary>
    internal Func<RecordLine, ImportRecord?>? DecodeLine { get; init; }

    /// <summary>Decodes the records, in order.</summary>
    public IEnumerable<ImportRecord> Read() => _records;

    /// <inheritdoc />
    public void Dispose() => _chunk?.Dispose();
}
