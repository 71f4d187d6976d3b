using System.Runtime.CompilerServices;
using System.Text.Unicode;
using Distill.Core.Datasets;
using Distill.Core.Formats;

namespace Distill.Core.Judging.Verdicts;

/// <summary>Reads verdicts from CSV or TSV with a header.</summary>
internal static class DelimitedVerdicts
{
    /// <summary>The lines from the header on.</summary>
    public static async IAsyncEnumerable<VerdictLine> ReadAsync(
        RecordBuffer buffer,
        string name,
        VerdictFileOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var headerLine = buffer.Span.IndexOf((byte)'\n') is >= 0 and var end ? buffer.Span[..end] : buffer.Span;
        var dialect = new DelimitedDialect(headerLine.Contains((byte)'\t') ? (byte)'\t' : (byte)',', Quoted: true);
        var (scanner, row) = (new DelimitedScanner(dialect), new VerdictRow(options));
        List<string>? header = null;
        while (true)
        {
            var outcome = scanner.Scan(buffer.Span, buffer.Ended);
            if (outcome == DelimitedScanner.Outcome.Incomplete && buffer.Span.Length <= options.MaxLineBytes)
            {
                _ = await buffer.FillAsync(cancellationToken);
                continue;
            }

            if (outcome is DelimitedScanner.Outcome.Incomplete or DelimitedScanner.Outcome.Unterminated)
            {
                yield return VerdictFile.Rejected(
                    name,
                    buffer.Line,
                    buffer.Offset,
                    RejectReasons.UnreadableRest,
                    null,
                    "A quote opens in the record that begins here and is never closed."
                );
                yield break;
            }

            if (scanner.Length == 0)
            {
                yield break;
            }

            var bytes = buffer.Slice(0, scanner.Length);
            var blank = !bytes.Span.ContainsAnyExcept(" \t\r\n"u8);
            if (header is null && !blank)
            {
                header = [.. scanner.Fields.Select((_, i) => DelimitedRow.Text(scanner, bytes.Span, i).Trim())];
            }
            else if (!blank)
            {
                foreach (var line in Read(scanner, bytes.Span, header!, row, outcome, (name, buffer.Line, buffer.Offset)))
                {
                    yield return line;
                }
            }

            buffer.Consume(scanner.Length);
        }
    }

    private static IReadOnlyList<VerdictLine> Read(
        DelimitedScanner scanner,
        ReadOnlySpan<byte> bytes,
        List<string> header,
        VerdictRow row,
        DelimitedScanner.Outcome outcome,
        (string Name, long Line, long Offset) at
    )
    {
        var (name, number, offset) = at;
        if (outcome == DelimitedScanner.Outcome.Malformed)
        {
            return
            [
                VerdictFile.Rejected(
                    name,
                    number,
                    offset,
                    RejectReasons.MalformedCsv,
                    null,
                    "Text follows a closing quote; write a quote within a field twice."
                ),
            ];
        }

        if (!Utf8.IsValid(bytes))
        {
            return [VerdictFile.Rejected(name, number, offset, RejectReasons.InvalidUtf8, null, "The text is not UTF-8.")];
        }

        if (scanner.Fields.Count != header.Count)
        {
            return
            [
                VerdictFile.Rejected(
                    name,
                    number,
                    offset,
                    RejectReasons.FieldCount,
                    null,
                    $"The record has {scanner.Fields.Count} fields, the header {header.Count}."
                ),
            ];
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < header.Count; i++)
        {
            fields[header[i]] = DelimitedRow.Text(scanner, bytes, i);
        }

        return VerdictFile.Lines(
            row.Read(column => fields.TryGetValue(column, out var text) && text.Length > 0 ? [text] : []),
            name,
            number,
            offset
        );
    }
}
