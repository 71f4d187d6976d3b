using System.Text;
using System.Text.Json.Nodes;

namespace Distill.Core.Formats;

/// <summary>The fields of one delimited record under the names of the header. Valid until the next record is read.</summary>
internal sealed class DelimitedRow(IReadOnlyList<string> header) : IFieldLookup
{
    private readonly Dictionary<string, int> columns = header
        .Index()
        .ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
    private DelimitedScanner? scanner;
    private ReadOnlyMemory<byte> bytes;

    public IEnumerable<string> Names => header;

    /// <summary>Points the row at a scanned record.</summary>
    public void Set(DelimitedScanner scanned, ReadOnlyMemory<byte> record)
    {
        scanner = scanned;
        bytes = record;
    }

    /// <summary>The text of a column.</summary>
    public static string Text(DelimitedScanner scanner, ReadOnlySpan<byte> record, int column)
    {
        var (start, length, doubled) = scanner.Fields[column];
        var text = Encoding.UTF8.GetString(record.Slice(start, length));
        return doubled ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    public FieldText Find(string field) => new(columns.TryGetValue(field, out var column) ? Text(scanner!, bytes.Span, column) : null);

    public JsonNode? FindNode(string field) => Find(field).Value is { Length: > 0 } text ? JsonValue.Create(text) : null;
}
