using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Unicode;
using Distill.Core.Formats;
using Distill.Core.Samples;

namespace Distill.Core.Feedback;

/// <summary>Reads files of events: JSON lines, or comma-separated values with a header (a name that ends with <c>.csv</c>). Streams; one bad record does not end it.</summary>
public static class FeedbackFile
{
    private const int MaxRecordBytes = 1 << 20;

    /// <summary>The records, in order.</summary>
    /// <param name="content">The file.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static IAsyncEnumerable<FeedbackRow> ReadAsync(Stream content, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
            ? ReadDelimitedAsync(content, cancellationToken)
            : ReadLinesAsync(content, cancellationToken);
    }

    private static async IAsyncEnumerable<FeedbackRow> ReadLinesAsync(
        Stream content,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var buffer = new RecordBuffer(content);
        var lines = new Utf8LineReader(buffer, MaxRecordBytes);
        while (await lines.ReadAsync(cancellationToken))
        {
            if (lines.TooLong)
            {
                yield return Unreadable(lines.Line, $"The line is longer than {MaxRecordBytes} bytes.");
            }
            else if (!JsonText.IsBlank(lines.Current.Span))
            {
                yield return ReadLine(lines.Line, lines.Current);
            }
        }
    }

    private static FeedbackRow ReadLine(long line, ReadOnlyMemory<byte> json)
    {
        if (JsonLine.Check(json.Span) is { } damage)
        {
            return Unreadable(line, damage.Message!);
        }

        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = JsonLine.MaxDepth });
        return new FeedbackRow(line, FeedbackFields.Of(document.RootElement), null);
    }

    private static async IAsyncEnumerable<FeedbackRow> ReadDelimitedAsync(
        Stream content,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var buffer = new RecordBuffer(content);
        var scanner = new DelimitedScanner(new DelimitedDialect((byte)',', Quoted: true));
        List<string>? header = null;
        while (true)
        {
            var outcome = scanner.Scan(buffer.Span, buffer.Ended);
            if (outcome == DelimitedScanner.Outcome.Incomplete && buffer.Span.Length <= MaxRecordBytes)
            {
                await buffer.FillAsync(cancellationToken);
                continue;
            }

            if (outcome is DelimitedScanner.Outcome.Incomplete or DelimitedScanner.Outcome.Unterminated)
            {
                yield return Unreadable(
                    buffer.Line,
                    "A quote opens in the record that begins here and is never closed. Nothing after it could be read."
                );
                yield break;
            }

            if (scanner.Length == 0)
            {
                yield break;
            }

            if (!JsonText.IsBlank(buffer.Span[..scanner.Length]))
            {
                if (header is null)
                {
                    header = [.. Texts(scanner, buffer)];
                }
                else
                {
                    yield return ReadRecord(outcome, scanner, buffer, header);
                }
            }

            buffer.Consume(scanner.Length);
        }
    }

    private static FeedbackRow ReadRecord(
        DelimitedScanner.Outcome outcome,
        DelimitedScanner scanner,
        RecordBuffer buffer,
        List<string> header
    )
    {
        if (outcome == DelimitedScanner.Outcome.Malformed || !Utf8.IsValid(buffer.Span[..scanner.Length]))
        {
            return Unreadable(buffer.Line, "The record's quotes are wrong, or it is not UTF-8.");
        }

        if (scanner.Fields.Count != header.Count)
        {
            return Unreadable(buffer.Line, $"The record has {scanner.Fields.Count} fields, the header {header.Count}.");
        }

        var fields = new FeedbackFields();
        foreach (var (name, text) in header.Zip(Texts(scanner, buffer)))
        {
            fields.Add(name, text);
        }

        return new FeedbackRow(buffer.Line, fields, null);
    }

    private static List<string> Texts(DelimitedScanner scanner, RecordBuffer buffer)
    {
        var texts = new List<string>(scanner.Fields.Count);
        for (var column = 0; column < scanner.Fields.Count; column++)
        {
            texts.Add(DelimitedRow.Text(scanner, buffer.Span[..scanner.Length], column).Trim());
        }

        return texts;
    }

    private static FeedbackRow Unreadable(long line, string why) => new(line, null, new FeedbackFault("", why));
}
