using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Distill.Core.Privacy;

/// <summary>A JSON document without what names somebody: objects in lists and maps that have such a text, such texts in lists, and entries under such a name.</summary>
internal static class JsonExcerpt
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Cuts a document in place; the top object itself stays.</summary>
    /// <param name="node">The document.</param>
    /// <param name="names">True for a text, under its name or in a list, that names the person.</param>
    /// <returns>How much was cut.</returns>
    public static long Cut(JsonNode? node, Func<string?, string, bool> names) =>
        node switch
        {
            JsonArray array => CutArray(array, names),
            JsonObject map => CutObject(map, names),
            _ => 0,
        };

    /// <summary>The document as a text.</summary>
    public static string Render(JsonNode node) => node.ToJsonString(Compact);

    private static long CutArray(JsonArray array, Func<string?, string, bool> names)
    {
        var cut = 0L;
        for (var index = array.Count - 1; index >= 0; index--)
        {
            if (IsNaming(null, array[index], names))
            {
                array.RemoveAt(index);
                cut++;
            }
            else
            {
                cut += Cut(array[index], names);
            }
        }

        return cut;
    }

    private static long CutObject(JsonObject map, Func<string?, string, bool> names)
    {
        var cut = 0L;
        foreach (var (name, value) in map.ToList())
        {
            if (names(null, name) || (value is JsonObject inner && IsNaming(name, inner, names)))
            {
                map.Remove(name);
                cut++;
            }
            else
            {
                cut += Cut(value, names);
            }
        }

        return cut;
    }

    private static bool IsNaming(string? name, JsonNode? node, Func<string?, string, bool> names) =>
        node switch
        {
            JsonValue value => value.TryGetValue<string>(out var text) && names(name, text),
            JsonObject map => map.Any(property => property.Value is JsonValue && IsNaming(property.Key, property.Value, names)),
            _ => false,
        };
}
