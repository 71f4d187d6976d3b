using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Dedup;
using Distill.Core.Formats.Columnar;
using Distill.Core.Formats.Encodings;

namespace Distill.Core.Formats;

/// <summary>Streams the records of one file. Not thread-safe; reads once.</summary>
/// <remarks>
/// Memory: the longest record, some megabytes for the batches under way, and about 40 bytes for each record that brings its own id (to find duplicates). A record without an id gets one that is
/// derived from its bytes and its line, the same at every import of the same file.
/// </remarks>
public sealed class ImportReader : IAsyncDisposable
{
    private const string Operator = "import";
    private const int BatchRecords = 256;
    private const long BatchBytes = 512 * 1024;

    private readonly string file;
    private readonly Stream content;
    private readonly RecordBuffer buffer;
    private readonly IRecordSource source;
    private readonly DigestMap lineById = new();
    private readonly RejectTally rejects = new();
    private long samples;
    private long answered;
    private long passedOver;

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

    /// <summary>The records as they lie in the file, for who wants their bytes; to be read instead of the reader.</summary>
    internal IRecordSource Source => source;

    /// <summary>True for rows of a Parquet file, which are no lines of it.</summary>
    internal bool IsColumnar => content is ParquetRowStream;

    /// <summary>What was read so far.</summary>
    public ImportSummary Summary =>
        new(samples, answered, rejects.ToSummary(), buffer.Offset) { PassedOver = Volatile.Read(ref passedOver) };

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
        var (rows, rest) = await ParquetContent.OpenAsync(
            CompressedContent.Open(content, fileName),
            fileName,
            isWanted: options.Format == ImportFormats.Parquet,
            cancellationToken
        );
        if (rows is not null)
        {
            options = options with { Format = options.Format == ImportFormats.Parquet ? ImportFormats.Auto : options.Format };
            return await OpenAsync(rows, EncodingDetection.OfParquet, fileName, options, cancellationToken);
        }

        var (plain, encoding) = await TextContent.OpenAsync(rest, options.Encoding, cancellationToken);
        return await OpenAsync(plain, encoding, fileName, options, cancellationToken);
    }

    private static async Task<ImportReader> OpenAsync(
        Stream plain,
        EncodingDetection encoding,
        string fileName,
        ImportOptions options,
        CancellationToken cancellationToken
    )
    {
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
        await foreach (var next in ReadBatchesAsync(cancellationToken))
        {
            using var batch = next;
            foreach (var record in batch.Read())
            {
                yield return Admit(record);
            }
        }
    }

    /// <summary>The records of the file in batches, which other threads may decode. Each record then goes to <see cref="Admit"/>, in the order of the file.</summary>
    public async IAsyncEnumerable<ImportBatch> ReadBatchesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (source is not LineSource lines)
        {
            await foreach (var batch in SequentialAsync(cancellationToken))
            {
                yield return batch;
            }

            yield break;
        }

        while (await lines.NextAsync(cancellationToken) is { } chunk)
        {
            yield return new ImportBatch(lines.Decode(chunk).Where(IsWanted).Select(record => Complete(record)), chunk)
            {
                File = file,
                Format = Detection.Format,
                Lines = lines.Lines(chunk),
                DecodeLine = line => lines.Decode(line) is var record && IsWanted(record) ? Complete(record) : null,
            };
        }

        if (lines.Damage is { } damage)
        {
            yield return new ImportBatch([Complete(damage)]);
        }
    }

    /// <summary>Takes the next record in the order of the file: counts it, and rejects it when an earlier one has its id.</summary>
    public ImportItem Admit(in ImportRecord record)
    {
        if (record.Sample is not { } sample)
        {
            rejects.Add(record.Reject!);
            return new ImportItem(record.Reject!);
        }

        return AdmitRow(record.OwnId, record.Line, record.Offset, sample.Answer is not null) is { } reject
            ? new ImportItem(reject with { Id = sample.Id })
            : new ImportItem(sample);
    }

    /// <summary>Takes the next record, of which no more was read than this. Null when it goes on, else why it does not, without the id.</summary>
    internal Reject? AdmitRow(UInt128? ownId, long line, long offset, bool isAnswered)
    {
        if (ownId is { } id && !lineById.TryAdd(id, line, out var first))
        {
            var message =
                $"The id is that of line {first}. Ids are unique in a file: map another field, or drop the field for derived ids.";
            var reject = Reject(line, offset, null, RejectReasons.DuplicateId, message, "id");
            rejects.Add(reject);
            return reject;
        }

        samples++;
        answered += isAnswered ? 1 : 0;
        return null;
    }

    /// <summary>Closes the file.</summary>
    public ValueTask DisposeAsync()
    {
        buffer.Dispose();
        return content.DisposeAsync();
    }

    // These formats are split while they are decoded, and a record's bytes are gone when the next is asked for.
    private async IAsyncEnumerable<ImportBatch> SequentialAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new List<ImportRecord>();
        var letters = 0L;
        await foreach (var record in source.ReadAsync(cancellationToken))
        {
            if (!IsWanted(record))
            {
                continue;
            }

            batch.Add(Complete(record));
            letters += record.Bytes.Length;
            if (batch.Count >= BatchRecords || letters >= BatchBytes)
            {
                yield return new ImportBatch(batch);
                (batch, letters) = ([], 0);
            }
        }

        yield return new ImportBatch(batch);
    }

    // Batches are decoded on several threads.
    private bool IsWanted(DecodedRecord record)
    {
        var isWanted = record.Result.Reason != RejectReasons.OtherKind;
        if (!isWanted)
        {
            Interlocked.Increment(ref passedOver);
        }

        return isWanted;
    }

    // Of one record alone, so for several at once.
    private ImportRecord Complete(in DecodedRecord record)
    {
        if (record.Result.Sample is not { } sample)
        {
            var hint = MixedFormat.Hint(record, Detection);
            return new ImportRecord(
                Reject(record.Line, record.Offset, null, record.Result.Reason!, record.Result.Message! + hint, record.Result.Field)
            );
        }

        UInt128? own = sample.Id.Length == 0 ? null : RecordId.Hash(Encoding.UTF8.GetBytes(sample.Id));
        sample = own is null ? sample with { Id = RecordId.Derive(record) } : sample;
        return new ImportRecord(new RowSource(file, record.Line).ApplyTo(sample), own, record.Line, record.Offset);
    }

    private Reject Reject(long line, long offset, string? id, string reason, string message, string? field)
    {
        var detail = field is null ? new JsonObject() : new JsonObject { ["field"] = field };
        detail["message"] = message;
        return new Reject(file, line, offset, id, Operator, reason, detail);
    }
}
