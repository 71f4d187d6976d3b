using System.Globalization;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Formats.Encodings;

namespace Distill.Core.Formats;

/// <summary>Streams the records of one file. Not thread-safe; reads once.</summary>
/// <remarks>
/// Memory: the longest record, and about 40 bytes for each record that brings its own id (to find duplicates). A record without an id gets one that is
/// derived from its bytes and its line, the same at every import of the same file.
/// </remarks>
public sealed class ImportReader : IAsyncDisposable
{
    private const string Operator = "import";

    private readonly string file;
    private readonly Stream content;
    private readonly RecordBuffer buffer;
    private readonly IRecordSource source;
    private readonly Dictionary<UInt128, long> lineById = [];
    private readonly RejectTally rejects = new();
    private long samples;
    private long answered;

    private ImportReader(string file, Stream content, RecordBuffer buffer, IRecordSource source, FormatDetection detection)
    {
        this.file = file;
        this.content = content;
        this.buffer = buffer;
        this.source = source;
        Detection = detection;
    }

    /// <summary>What the file is taken for.</summary>
    public FormatDetection Detection { get; }

    /// <summary>What was read so far.</summary>
    public ImportSummary Summary => new(samples, answered, rejects.ToSummary(), buffer.Offset);

    /// <summary>Looks at the start of a file and makes ready to read it.</summary>
    /// <param name="content">The file; the reader closes it.</param>
    /// <param name="fileName">Its name: for messages and provenance; its endings tell compression and help detection.</param>
    /// <param name="options">Format and mapping.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ImportException">The file is empty, its format unknown, or the mapping names what is not there.</exception>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public static async Task<ImportReader> OpenAsync(
        Stream content,
        string fileName,
        ImportOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        options = RecordSources.Validated(options ?? new ImportOptions());
        var (plain, encoding) = await TextContent.OpenAsync(CompressedContent.Open(content, fileName), options.Encoding, cancellationToken);
        var window = new RecordBuffer(plain);
        try
        {
            var detection = encoding.AddTo(await new FormatDetector(window, fileName, options).DetectAsync(cancellationToken));
            var records = await RecordSources.CreateAsync(window, fileName, options, detection, cancellationToken);
            return new ImportReader(fileName, plain, window, records, detection);
        }
        catch
        {
            window.Dispose();
            await plain.DisposeAsync();
            throw;
        }
    }

    /// <summary>The records of the file, in order.</summary>
    public async IAsyncEnumerable<ImportItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var record in source.ReadAsync(cancellationToken))
        {
            yield return Finish(record);
        }
    }

    /// <summary>Closes the file.</summary>
    public ValueTask DisposeAsync()
    {
        buffer.Dispose();
        return content.DisposeAsync();
    }

    private ImportItem Finish(in DecodedRecord record)
    {
        if (record.Result.Sample is not { } sample)
        {
            var hint = MixedFormat.Hint(record, Detection);
            return Reject(record, null, record.Result.Reason!, record.Result.Message! + hint, record.Result.Field);
        }

        if (sample.Id.Length == 0)
        {
            sample = sample with { Id = DerivedId(record) };
        }
        else if (!lineById.TryAdd(XxHash128.HashToUInt128(MemoryMarshal.AsBytes(sample.Id.AsSpan())), record.Line))
        {
            return RejectDuplicate(record, sample.Id);
        }

        samples++;
        answered += sample.Answer is null ? 0 : 1;
        return new ImportItem(new RowSource(file, record.Line).ApplyTo(sample));
    }

    private static string DerivedId(in DecodedRecord record) =>
        XxHash128.HashToUInt128(record.Bytes.Span, seed: record.Line).ToString("x32", CultureInfo.InvariantCulture);

    private ImportItem RejectDuplicate(in DecodedRecord record, string id)
    {
        var first = lineById[XxHash128.HashToUInt128(MemoryMarshal.AsBytes(id.AsSpan()))];
        var message = $"The id is that of line {first}. Ids are unique in a file: map another field, or drop the field for derived ids.";
        return Reject(record, id, RejectReasons.DuplicateId, message, "id");
    }

    private ImportItem Reject(in DecodedRecord record, string? id, string reason, string message, string? field)
    {
        var detail = field is null ? new JsonObject() : new JsonObject { ["field"] = field };
        detail["message"] = message;
        var reject = new Reject(file, record.Line, record.Offset, id, Operator, reason, detail);
        rejects.Add(reject);
        return new ImportItem(reject);
    }
}
