using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Samples;

namespace Distill.Core.Formats;

/// <summary>JSON objects read by a field mapping.</summary>
internal sealed class MappedJsonDecoder : ElementDecoder
{
    private readonly SampleMapper mapper;
    private readonly Dictionary<string, FieldPath> paths;

    /// <summary>A decoder by a mapping.</summary>
    /// <exception cref="ArgumentException">A path of the mapping is none.</exception>
    public MappedJsonDecoder(SampleMapper mapper)
    {
        this.mapper = mapper;
        paths = mapper.Fields.ToDictionary(
            field => field,
            field =>
                FieldPath.Parse(field)
                ?? throw new ArgumentException($"'{field}' is no JSON path such as choices[0].message.content.", nameof(mapper)),
            StringComparer.Ordinal
        );
    }

    protected override SampleReadResult Decode(JsonElement element) => RequireObject(element) ?? mapper.Map(new Lookup(element, paths));

    private sealed class Lookup(JsonElement record, Dictionary<string, FieldPath> paths) : IFieldLookup
    {
        // A field that a path of the mapping takes whole is told by the mapper; "$.name" is the same field as "name".
        public IEnumerable<string> Names =>
            record.EnumerateObject().Select(property => property.Name).Where(name => !paths.ContainsKey("$." + name)).Distinct();

        public FieldText Find(string field)
        {
            var value = paths[field].Find(record);
            return value.ValueKind switch
            {
                JsonValueKind.Undefined or JsonValueKind.Null => new FieldText(null),
                JsonValueKind.Object or JsonValueKind.Array => new FieldText(null, IsText: false),
                JsonValueKind.True => new FieldText("true"),
                JsonValueKind.False => new FieldText("false"),
                _ => new FieldText(value.ToString()),
            };
        }

        public JsonNode? FindNode(string field) =>
            JsonNodes.Of(paths.TryGetValue(field, out var path) ? path.Find(record) : record.GetProperty(field));
    }
}
