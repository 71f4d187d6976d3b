using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Formats;

namespace Distill.Core.Judging.Verdicts;

/// <summary>Reads a verdict file, JSON lines or CSV/TSV with a header, one line at a time. A line that cannot be used is a reject, and the reading goes on.</summary>
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
        if (first == '[')
        {
            const string Remedy = "The file is one JSON array; write one object a line, for example with jq -c '.[]'.";
            yield return Rejected(name, buffer.Line, buffer.Offset, RejectReasons.UnreadableRest, null, Remedy);
            yield break;
        }

        var lines =
            first == '{'
                ? JsonLinesAsync(buffer, name, options, cancellationToken)
                : DelimitedVerdicts.ReadAsync(buffer, name, options, cancellationToken);
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
            if (reader.TooLong || reader.Current.Span.ContainsAnyExcept(" \t\r"u8))
            {
                foreach (var line in Json(reader, row, name))
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

    private static IReadOnlyList<VerdictLine> Json(Utf8LineReader reader, VerdictRow row, string name)
    {
        if (reader.TooLong)
        {
            return
            [
                Rejected(
                    name,
                    reader.Line,
                    reader.Offset,
                    RejectReasons.TooLong,
                    null,
                    "The line is longer than the limit (MaxLineBytes)."
                ),
            ];
        }

        try
        {
            using var document = JsonDocument.Parse(reader.Current);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Lines(row.Read(column => Texts(document.RootElement, column)), name, reader.Line, reader.Offset)
                : [Rejected(name, reader.Line, reader.Offset, RejectReasons.WrongShape, null, "The line is no JSON object.")];
        }
        catch (JsonException exception)
        {
            return [Rejected(name, reader.Line, reader.Offset, RejectReasons.MalformedJson, null, exception.Message)];
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
}
