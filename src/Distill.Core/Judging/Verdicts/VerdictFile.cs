using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Core.Samples;

namespace Distill.Core.Judging.Verdicts;

/// <summary>Reads a verdict file, JSON lines, a JSON array, or CSV/TSV with a header, one verdict at a time. A line that cannot be used is a reject, and the reading goes on.</summary>
public static class VerdictFile
{
    private const string Operator = "verdicts";

    /// <summary>The lines of a file.</summary>
    /// <param name="stream">The file, UTF-8; whoever opened it closes it.</param>
    /// <param name="name">Its name for rejects.</param>
    /// <param name="options">How it is read; the documented form when null.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async IAsyncEnumerable<VerdictLine> ReadAsync(
        Stream stream,
        string name,
        VerdictFileOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        options ??= new VerdictFileOptions();
        using var buffer = new RecordBuffer(stream);
        await buffer.FillToAsync(4096, cancellationToken);
        buffer.SkipByteOrderMark();
        var first = buffer.Span.TrimStart(" \t\r\n"u8) is [var start, ..] ? start : (byte)'{';
        var lines = first switch
        {
            (byte)'{' => JsonLinesAsync(buffer, name, options, cancellationToken),
            (byte)'[' => ArrayAsync(buffer, name, options, cancellationToken),
            _ => DelimitedVerdicts.ReadAsync(buffer, name, options, cancellationToken),
        };
        await foreach (var line in lines)
        {
            yield return line;
        }
    }

    private static async IAsyncEnumerable<VerdictLine> JsonLinesAsync(
        RecordBuffer buffer,
        string name,
        VerdictFileOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (reader, row) = (new Utf8LineReader(buffer, options.MaxLineBytes), new VerdictRow(options));
        while (await reader.ReadAsync(cancellationToken))
        {
            if (reader.TooLong)
            {
                const string Message = "The line is longer than the limit (MaxLineBytes).";
                yield return Rejected(name, reader.Line, reader.Offset, RejectReasons.TooLong, null, Message);
            }
            else if (reader.Current.Span.ContainsAnyExcept(" \t\r"u8))
            {
                foreach (var line in Json(reader.Current, reader.Line, reader.Offset, row, name))
                {
                    yield return line;
                }
            }
        }

        if (buffer.Damage is { } damage)
        {
            yield return Rejected(name, buffer.Line, buffer.Offset, RejectReasons.UnreadableRest, null, damage);
        }
    }

    private static async IAsyncEnumerable<VerdictLine> ArrayAsync(
        RecordBuffer buffer,
        string name,
        VerdictFileOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var row = new VerdictRow(options);
        var elements = new ArraySource(buffer, new Verbatim(), options.MaxLineBytes);
        await foreach (var element in elements.ReadAsync(cancellationToken))
        {
            if (element.Result.Reason is { } reason)
            {
                yield return Rejected(name, element.Line, element.Offset, reason, null, element.Result.Message!);
                yield break;
            }

            foreach (var line in Json(element.Bytes, element.Line, element.Offset, row, name))
            {
                yield return line;
            }
        }
    }

    private static IReadOnlyList<VerdictLine> Json(ReadOnlyMemory<byte> text, long line, long offset, VerdictRow row, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Lines(row.Read(column => Texts(document.RootElement, column)), name, line, offset)
                : [Rejected(name, line, offset, RejectReasons.WrongShape, null, "The line is no JSON object.")];
        }
        catch (JsonException exception)
        {
            return [Rejected(name, line, offset, RejectReasons.MalformedJson, null, exception.Message)];
        }
    }

    private static IReadOnlyList<string> Texts(JsonElement record, string column)
    {
        if (!record.TryGetProperty(column, out var value))
        {
            return [];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Null => [],
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array =>
            [
                .. value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText()),
            ],
            _ => [value.GetRawText()],
        };
    }

    /// <summary>The lines of what a row read.</summary>
    internal static IReadOnlyList<VerdictLine> Lines(
        (IReadOnlyList<VerdictRecord> Records, string? Reason, string? Field, string? Message) read,
        string name,
        long line,
        long offset
    ) =>
        read.Reason is { } reason
            ? [Rejected(name, line, offset, reason, read.Field, read.Message!)]
            : [.. read.Records.Select(record => new VerdictLine(record, null))];

    /// <summary>A line that cannot be used.</summary>
    internal static VerdictLine Rejected(string name, long line, long offset, string reason, string? field, string message)
    {
        var detail = new JsonObject { ["message"] = message };
        if (field is not null)
        {
            detail["field"] = field;
        }

        return new VerdictLine(null, new Reject(name, line, offset, null, Operator, reason, detail));
    }

    // The elements of an array are verdicts, not samples: they are read by the caller.
    private sealed class Verbatim : IRecordDecoder
    {
        public SampleReadResult Decode(ReadOnlyMemory<byte> json) => default;
    }
}
