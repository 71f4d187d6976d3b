using System.IO.Hashing;
using System.Runtime.InteropServices;
using Distill.Core.Dedup;
using Distill.Core.Filtering;
using Distill.Core.Formats;
using Distill.Core.Samples;
using Distill.Core.Samples.Json;

namespace Distill.Core.Insight.Columns;

/// <summary>Reads fields off records, as columns. Immutable and thread-safe.</summary>
/// <remarks>
/// Fields that can be read off a canonical line as it stands are, without decoding samples; a filter, texts, and all other fields need the samples. Which way
/// a row was read cannot be told from its values.
/// </remarks>
public sealed class ColumnReader
{
    private readonly FastColumn[]? _fast;

    /// <summary>A reader.</summary>
    /// <param name="fields">The columns.</param>
    /// <param name="where">A filter that is judged for each row; null judges none.</param>
    /// <param name="texts">True when the samples themselves are wanted, too.</param>
    public ColumnReader(IReadOnlyList<InsightField> fields, FilterExpression? where = null, bool texts = false)
    {
        ArgumentNullException.ThrowIfNull(fields);
        Fields = fields;
        Where = where;
        Texts = texts;
        var fast = fields.Select(FastColumn.For).OfType<FastColumn>().ToArray();
        _fast = where is null && !texts && fast.Length == fields.Count ? fast : null;
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<InsightField> Fields { get; }

    /// <summary>The filter.</summary>
    public FilterExpression? Where { get; }

    /// <summary>True when the samples are wanted.</summary>
    public bool Texts { get; }

    /// <summary>Reads a batch, which is disposed of.</summary>
    public ColumnBatch Read(ImportBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var read = batch;
        var columns = new ColumnBatch(Fields.Count);
        if (_fast is null || batch.Lines is null || batch.Format != ImportFormats.Canonical)
        {
            foreach (var record in batch.Read())
            {
                Add(columns, record);
            }

            return columns;
        }

        var values = new InsightValue[Fields.Count];
        foreach (var line in batch.Lines)
        {
            if (TryRead(line, values, out var row))
            {
                columns.Add(row, values);
            }
            else if (batch.DecodeLine!(line) is { } record)
            {
                Add(columns, record);
            }
        }

        return columns;
    }

    /// <summary>Reads samples that were decoded already, of a dataset whose ids are known to be unique.</summary>
    public ColumnBatch Read(IReadOnlyList<Sample> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var columns = new ColumnBatch(Fields.Count);
        foreach (var sample in samples)
        {
            Add(columns, sample, default);
        }

        return columns;
    }

    private void Add(ColumnBatch columns, in ImportRecord record)
    {
        if (record.Sample is { } sample)
        {
            Add(columns, sample, record);
        }
        else
        {
            columns.Add(new ColumnRow { Reject = record.Reject }, new InsightValue[Fields.Count]);
        }
    }

    private void Add(ColumnBatch columns, Sample sample, in ImportRecord record)
    {
        var values = new InsightValue[Fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Fields[i].Read(sample);
        }

        var row = new ColumnRow
        {
            OwnId = record.OwnId,
            Line = record.Line,
            Offset = record.Offset,
            IsAnswered = sample.Answer is not null,
            Matches = Where?.Matches(sample) ?? true,
            Sample = Texts ? sample : null,
            TextDigest = Texts
                ? XxHash128.HashToUInt128(MemoryMarshal.AsBytes(FoldedSample.Of(sample, DedupPart.PromptAndAnswer)))
                : default,
        };
        columns.Add(row, values);
    }

    private bool TryRead(in RecordLine line, InsightValue[] values, out ColumnRow row)
    {
        row = default;
        if (line.TooLong || !LineOutline.TryRead(line.Bytes.Span, out var outline))
        {
            return false;
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (!_fast![i].TryRead(outline, out values[i]))
            {
                return false;
            }
        }

        row = new ColumnRow
        {
            OwnId = RecordId.Hash(outline.Bytes(outline.Id)),
            Line = line.Number,
            Offset = line.Offset,
            IsAnswered = outline.Messages.IsAnswered,
            Matches = true,
        };
        return true;
    }
}
