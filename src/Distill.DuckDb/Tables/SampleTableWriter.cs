using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Filtering;
using Distill.Core.Formats;
using Distill.Core.Inference.Pacing;
using Distill.Core.Samples;
using DuckDB.NET.Data;

namespace Distill.DuckDb.Tables;

/// <summary>Adds samples to a table in bulk. Rows are visible when it is disposed. Not thread-safe.</summary>
public sealed class SampleTableWriter : IDisposable
{
    private readonly DuckDBAppender _appender;
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Utf8JsonWriter _json;
    private long _ordinal;

    internal SampleTableWriter(DuckDBAppender appender, long ordinal)
    {
        _appender = appender;
        _ordinal = ordinal;
        _json = new Utf8JsonWriter(_bytes, SampleJson.WriterOptions);
    }

    /// <summary>Adds the records of a file. A bad line never stops it: the reader counts it as a reject, and it is handed on.</summary>
    /// <param name="reader">The file; <see cref="ImportReader.Summary"/> tells what was read.</param>
    /// <param name="reject">Takes each reject; null only counts them.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task AddAsync(
        ImportReader reader,
        Action<Core.Datasets.Reject>? reject = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(reader);
        await foreach (var item in reader.ReadAsync(cancellationToken))
        {
            if (item.IsSample)
            {
                Add(item.Sample);
            }
            else
            {
                reject?.Invoke(item.Reject);
            }
        }
    }

    /// <summary>Adds a sample.</summary>
    public void Add(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var (prompt, answer) = (SampleFields.Prompt(sample), sample.Answer);
        var row = _appender.CreateRow();
        row.AppendValue((long?)_ordinal++);
        Text(row, sample.Id);
        _ = SampleTime.Of(sample) is { } time ? row.AppendValue((DateTime?)time.UtcDateTime) : row.AppendNullValue();
        Text(row, sample.Meta?["model"] is JsonValue model && model.TryGetValue<string>(out var name) ? name : null);
        Json(row, sample.Labels.Count > 0, sample.Labels, Write);
        Json(row, sample.Scores.Count > 0, sample.Scores, Write);
        Json(row, sample.Feedback is not null, sample.Feedback, static (writer, feedback) => feedback!.WriteTo(writer));
        Json(row, sample.Meta is not null, sample.Meta, static (writer, meta) => meta!.WriteTo(writer));
        Text(row, SampleFields.System(sample));
        Text(row, prompt);
        Text(row, answer);
        row.AppendValue((int?)SampleFields.Turns(sample)).AppendValue((int?)SampleFields.Characters(prompt));
        _ = answer is null ? row.AppendNullValue() : row.AppendValue((int?)SampleFields.Characters(answer));
        row.AppendValue((int?)TokenEstimate.OfInput(sample.Messages));
        Json(row, true, sample, SampleJson.Write);
        row.EndRow();
    }

    /// <summary>Makes the rows visible.</summary>
    public void Dispose()
    {
        _json.Dispose();
        _appender.Dispose();
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> labels)
    {
        writer.WriteStartObject();
        foreach (var (name, label) in labels)
        {
            writer.WriteString(name, label);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, double> scores)
    {
        writer.WriteStartObject();
        foreach (var (name, score) in scores)
        {
            writer.WriteNumber(name, score);
        }

        writer.WriteEndObject();
    }

    // As bytes: the driver ends a string at a NUL character.
    private void Text(IDuckDBAppenderRow row, string? text)
    {
        if (text is null)
        {
            row.AppendNullValue();
            return;
        }

        _bytes.ResetWrittenCount();
        Encoding.UTF8.GetBytes(text, _bytes);
        row.AppendValue(MemoryMarshal.AsMemory(_bytes.WrittenMemory).Span);
    }

    private void Json<T>(IDuckDBAppenderRow row, bool isThere, T part, Action<Utf8JsonWriter, T> write)
    {
        if (!isThere)
        {
            row.AppendNullValue();
            return;
        }

        _bytes.ResetWrittenCount();
        _json.Reset();
        write(_json, part);
        _json.Flush();
        row.AppendValue(MemoryMarshal.AsMemory(_bytes.WrittenMemory).Span);
    }
}
