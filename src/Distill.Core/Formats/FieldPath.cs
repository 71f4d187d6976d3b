using System.Globalization;
using System.Text.Json;

namespace Distill.Core.Formats;

/// <summary>A path into a JSON record: names with dots between them and indexes in brackets, for example <c>choices[0].message.content</c>.</summary>
internal sealed class FieldPath
{
    private readonly List<object> steps = [];

    private FieldPath(string text) => Text = text;

    /// <summary>The path as it was given.</summary>
    public string Text { get; }

    /// <summary>Reads a path; null when it is none.</summary>
    public static FieldPath? Parse(string text)
    {
        var path = new FieldPath(text);
        var rest = text.StartsWith("$.", StringComparison.Ordinal) ? text[2..] : text;
        foreach (var part in rest.Split('.'))
        {
            if (!path.AddPart(part))
            {
                return null;
            }
        }

        return path;
    }

    /// <summary>What the path leads to; undefined when nothing is there. A field whose whole name is the path comes first.</summary>
    public JsonElement Find(JsonElement record)
    {
        if (record.ValueKind == JsonValueKind.Object && record.TryGetProperty(Text, out var literal))
        {
            return literal;
        }

        var at = record;
        foreach (var step in steps)
        {
            at = step is string name ? Property(at, name) : Item(at, (int)step);
        }

        return at;
    }

    private static JsonElement Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static JsonElement Item(JsonElement element, int index) =>
        element.ValueKind == JsonValueKind.Array && index < element.GetArrayLength() ? element[index] : default;

    private bool AddPart(string part)
    {
        var bracket = part.IndexOf('[', StringComparison.Ordinal);
        var name = bracket < 0 ? part : part[..bracket];
        if (name.Length > 0)
        {
            steps.Add(name);
        }

        var rest = bracket < 0 ? "" : part[bracket..];
        while (rest.Length > 0)
        {
            var close = rest.IndexOf(']', StringComparison.Ordinal);
            if (
                rest[0] != '['
                || close < 2
                || !int.TryParse(rest[1..close], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            )
            {
                return false;
            }

            steps.Add(index);
            rest = rest[(close + 1)..];
        }

        return part.Length > 0;
    }
}
