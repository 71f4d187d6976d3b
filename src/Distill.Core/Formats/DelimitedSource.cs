using System.Runtime.CompilerServices;
using System.Text.Unicode;
using Distill.Core.Datasets;
using Distill.Core.Samples;

namespace Distill.Core.Formats;

/// <summary>A header, then records of delimited fields; empty lines are passed over.</summary>
internal sealed class DelimitedSource : IRecordSource
{
    private readonly RecordBuffer buffer;
    private readonly DelimitedScanner scanner;
    private readonly int maxBytes;
    private SampleMapper? mapper;

    private DelimitedSource(RecordBuffer buffer, DelimitedDialect dialect, int maxBytes)
    {
        this.buffer = buffer;
        this.maxBytes = maxBytes;
        scanner = new DelimitedScanner(dialect);
    }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>Reads the header; null when there is none that can be read.</summary>
    public static async Task<DelimitedSource?> OpenAsync(
        RecordBuffer buffer,
        DelimitedDialect dialect,
        int maxBytes,
        CancellationToken cancellationToken
    )
    {
        var source = new DelimitedSource(buffer, dialect, maxBytes);
        if (
            await source.ScanAsync(cancellationToken) != DelimitedScanner.Outcome.Complete
            || !Utf8.IsValid(buffer.Span[..source.scanner.Length])
        )
        {
            return null;
        }

        source.ReadHeader();
        return source;
    }

    /// <summary>Sets how records become samples.</summary>
    public void Use(SampleMapper value) => mapper = value;

    public async IAsyncEnumerable<DecodedRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var row = new DelimitedRow(Header);
        while (true)
        {
            var outcome = await ScanAsync(cancellationToken);
            if (outcome is DelimitedScanner.Outcome.Unterminated or DelimitedScanner.Outcome.Incomplete)
            {
                yield return new DecodedRecord(buffer.Line, buffer.Offset, default, RecordFaults.Unreadable(WhyUnreadable(outcome)));
                yield break;
            }

            if (scanner.Length == 0)
            {
                break;
            }

            var bytes = buffer.Slice(0, scanner.Length);
            if (outcome == DelimitedScanner.Outcome.Malformed || !JsonText.IsBlank(bytes.Span))
            {
                yield return new DecodedRecord(buffer.Line, buffer.Offset, bytes, Decode(outcome, bytes, row));
            }

            buffer.Consume(scanner.Length);
        }

        if (buffer.Damage is { } damage)
        {
            yield return new DecodedRecord(buffer.Line, buffer.Offset, default, RecordFaults.Unreadable(damage));
        }
    }

    private string WhyUnreadable(DelimitedScanner.Outcome outcome) =>
        outcome == DelimitedScanner.Outcome.Unterminated
            ? "A quote opens in the record that begins here and is never closed"
            : $"The record that begins here is longer than {maxBytes} bytes (MaxRecordBytes); most often a quote is never closed";

    private SampleReadResult Decode(DelimitedScanner.Outcome outcome, ReadOnlyMemory<byte> bytes, DelimitedRow row)
    {
        if (outcome == DelimitedScanner.Outcome.Malformed)
        {
            return SampleReadResult.Fault(
                RejectReasons.MalformedCsv,
                "Text follows a closing quote. Write a quote within a quoted field twice, or set quoted: false.",
                $"column {scanner.Fields.Count}"
            );
        }

        if (!Utf8.IsValid(bytes.Span))
        {
            return SampleReadResult.Fault(
                RejectReasons.InvalidUtf8,
                "The bytes are no text in the file's encoding. Mend the record, or say what the encoding is (--encoding)."
            );
        }

        if (scanner.Fields.Count != Header.Count)
        {
            return SampleReadResult.Fault(
                RejectReasons.FieldCount,
                $"The record has {scanner.Fields.Count} fields, the header {Header.Count}. Check delimiters and quotes."
            );
        }

        row.Set(scanner, bytes);
        return mapper!.Map(row);
    }

    // Incomplete is returned only for a record beyond the limit.
    private async ValueTask<DelimitedScanner.Outcome> ScanAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var outcome = scanner.Scan(buffer.Span, buffer.Ended);
            if (outcome != DelimitedScanner.Outcome.Incomplete || buffer.Span.Length > maxBytes)
            {
                return outcome;
            }

            await buffer.FillAsync(cancellationToken);
        }
    }

    private void ReadHeader()
    {
        var text = buffer.Span[..scanner.Length];
        var names = new List<string>(scanner.Fields.Count);
        for (var column = 0; column < scanner.Fields.Count; column++)
        {
            var name = DelimitedRow.Text(scanner, text, column).Trim();
            // An unnamed column (the index that data frames write first) is known by its number.
            names.Add(name.Length > 0 ? name : $"column{column + 1}");
        }

        Header = names;
        buffer.Consume(scanner.Length);
    }
}
