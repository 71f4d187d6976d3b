using System.Buffers;
using System.Text;
using System.Text.Json;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Writing;

/// <summary>Writes samples into a file of one format, and counts what the format could not carry. Not thread-safe.</summary>
/// <remarks>Memory: one sample and 64 KiB; of Parquet one row group. Equal samples give equal bytes.</remarks>
public sealed class SampleFileWriter : IAsyncDisposable
{
    private const int FlushAt = 64 * 1024;

    private readonly Stream target;
    private readonly SampleEncoder? encoder;
    private readonly CsvRecords? table;
    private readonly ParquetRecords? columns;
    private readonly bool asArray;
    private readonly ArrayBufferWriter<byte> buffer = new(2 * FlushAt);
    private readonly Utf8JsonWriter json;

    /// <summary>Begins a file.</summary>
    /// <param name="target">Where to; whoever opened it closes it.</param>
    /// <param name="options">The format.</param>
    /// <exception cref="ArgumentException">The format is unknown, or lacks what it needs; the message names it.</exception>
    public SampleFileWriter(Stream target, ExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        options ??= new ExportOptions();
        this.target = target;
        table = options.Format == ExportFormats.Csv ? new CsvRecords() : null;
        columns = options.Format == ExportFormats.Parquet ? new ParquetRecords(target) : null;
        encoder = table is null && columns is null ? SampleEncoders.Create(options) : null;
        asArray = encoder is not null && (options.AsArray ?? encoder is LlamaFactoryEncoder);
        json = new Utf8JsonWriter(buffer, SampleJson.WriterOptions);
        if (options.Format == ExportFormats.Azure)
        {
            buffer.Write("\uFEFF"u8);
        }
    }

    /// <summary>Records written so far; a pair written as two verdicts counts two.</summary>
    public long Records { get; private set; }

    /// <summary>What was left out so far.</summary>
    public WriteLoss Loss { get; } = new();

    /// <summary>Adds a sample, or counts it as left out.</summary>
    /// <exception cref="ArgumentException">A score is not finite, or a text holds half a surrogate pair.</exception>
    public async ValueTask WriteAsync(Sample sample, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (columns is not null)
        {
            await columns.WriteAsync(sample, cancellationToken);
            Records++;
            return;
        }

        if ((table is null ? encoder!.Refusal(sample) : CsvRecords.Refusal(sample)) is { } refusal)
        {
            Loss.Skip(refusal, sample.Id);
            return;
        }

        Add(sample);
        if (buffer.WrittenCount >= FlushAt)
        {
            await FlushAsync(cancellationToken);
        }
    }

    /// <summary>Ends the file and writes the rest of it.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        if (columns is not null)
        {
            await columns.CompleteAsync(cancellationToken);
        }

        if (asArray)
        {
            buffer.Write(Records == 0 ? "[]\n"u8 : "\n]\n"u8);
        }

        await FlushAsync(cancellationToken);
        await target.FlushAsync(cancellationToken);
    }

    /// <summary>The entry of LLaMA-Factory's dataset_info.json for the file as it was written; null for formats that need none.</summary>
    /// <param name="fileName">Name of the file.</param>
    public string? DatasetInfo(string fileName)
    {
        if (encoder is not LlamaFactoryEncoder described)
        {
            return null;
        }

        using var content = new MemoryStream();
        using (var info = new Utf8JsonWriter(content))
        {
            info.WriteStartObject();
            info.WriteString("file_name", fileName);
            described.WriteInfo(info);
            info.WriteEndObject();
        }

        return Encoding.UTF8.GetString(content.ToArray());
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await json.DisposeAsync();
        await (columns?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private void Add(Sample sample)
    {
        if (table is not null)
        {
            table.Write(buffer, sample, Loss);
            Records++;
            return;
        }

        for (var record = 0; record < encoder!.CountRecords(sample); record++)
        {
            if (asArray)
            {
                buffer.Write(Records == 0 ? "[\n"u8 : ",\n"u8);
            }

            json.Reset();
            encoder.Write(json, sample, record, Loss);
            json.Flush();
            buffer.Write(asArray ? ""u8 : "\n"u8);
            Records++;
        }
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await target.WriteAsync(buffer.WrittenMemory, cancellationToken);
        buffer.ResetWrittenCount();
    }
}
