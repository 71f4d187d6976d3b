using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Unicode;
using Distill.Core.Formats;
using Distill.Core.Formats.Encodings;
using Distill.Core.Samples;

namespace Distill.Core.Feedback;

/// <summary>
/// Reads files of events: JSON lines, or delimited values with a header (a name that ends with <c>.csv</c> or <c>.tsv</c>); also compressed (<c>.gz</c>, <c>.zst</c>) and in other encodings, as spreadsheets
/// write them. Streams; one bad record does not end it.
/// </summary>
public static class FeedbackFile
{
    private const int MaxRecordBytes = 1 << 20;
    private const int Look = 64 * 1024;

    /// <summary>The records, in order.</summary>
    /// <param name="content">The file.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async IAsyncEnumerable<FeedbackRow> ReadAsync(
        Stream content,
        string name,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        var (text, _) = await TextContent.OpenAsync(CompressedContent.Open(content, name), TextEncodings.Auto, cancellationToken);
        await using var opened = text;
        var isDelimited = Path.GetExtension(CompressedContent.PlainName(name)).ToUpperInvariant() is ".CSV" or ".TSV";
        var rows = isDelimited ? ReadDelimitedAsync(text, cancellationToken) : ReadLinesAsync(text, cancellationToken);
        await foreach (var row in rows)
        {
            yield return row;
        }
    }

    /// <summary>The records of JSON lines, in order.</summary>
    /// <param name="content">The file.</param>
    /// <param name="cancellationToken">Stops.</param>
    internal static async IAsyncEnumerable<FeedbackRow> ReadLinesAsync(
        Stream content,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var buffer = new RecordBuffer(content);
        var lines = new Utf8LineReader(buffer, MaxRecordBytes);
        while (await lines.ReadAsync(cancellationToken))
        {
            if (lines.Line == 1 && lines.Current.Span.TrimStart((byte)' ') is [(byte)'[', ..])
            {
                yield return Unreadable(
                    1,
                    "The file is one JSON array. Write each event on a line of its own, without brackets and commas around."
                );
                yield break;
            }

            if (lines.TooLong)
            {
                yield return Unreadable(lines.Line, $"The line is longer than {MaxRecordBytes} bytes.");
            }
            else if (!JsonText.IsBlank(lines.Current.Span))
            {
                yield return ReadLine(lines.Line, lines.Current);
            }
        }

        if (buffer.Damage is { } damage)
        {
            yield return Unreadable(buffer.Line, $"{damage.TrimEnd('.')}. Nothing after it could be read.");
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
        await buffer.FillToAsync(Look, cancellationToken);
        buffer.SkipByteOrderMark();
        var scanner = new DelimitedScanner(DelimitedDialect.Detect(buffer.Span));
        FeedbackHeader? header = null;
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
                break;
            }

            if (!JsonText.IsBlank(buffer.Span[..scanner.Length]))
            {
                if (header is null)
                {
                    header = FeedbackHeader.Of(Texts(scanner, buffer));
                    if (header.Fault is { } fault)
                    {
                        yield return new FeedbackRow(buffer.Line, null, fault);
                        yield break;
                    }
                }
                else
                {
                    yield return ReadRecord(outcome, scanner, buffer, header.Fields);
                }
            }

            buffer.Consume(scanner.Length);
        }

        if (buffer.Damage is { } damage)
        {
            yield return Unreadable(buffer.Line, $"{damage.TrimEnd('.')}. Nothing after it could be read.");
        }
        else if (header is null)
        {
            yield return Unreadable(1, "The file is empty: a header and rows are wanted.");
        }
    }

    private static FeedbackRow ReadRecord(
        DelimitedScanner.Outcome outcome,
        DelimitedScanner scanner,
        RecordBuffer buffer,
        IReadOnlyList<string> header
    )
    {
        if (outcome == DelimitedScanner.Outcome.Malformed || !Utf8.IsValid(buffer.Span[..scanner.Length]))
        {
            return Unreadable(buffer.Line, "The record's quotes are wrong, or it is not UTF-8.");
        }

        var texts = Texts(scanner, buffer);
        if (texts.Count < header.Count || texts.Skip(header.Count).Any(text => text.Length > 0))
        {
            return Unreadable(buffer.Line, $"The record has {texts.Count} fields, the header {header.Count}.");
        }

        var fields = new FeedbackFields();
        foreach (var (name, text) in header.Zip(texts))
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
