using System.Text.Json.Nodes;
using Distill.Core.Normalization;
using YamlDotNet.RepresentationModel;

namespace Distill.Core.Runs.Specs;

/// <summary>Reads YAML nodes against the schema into JSON, noting every error on the way; a field in error is left out of the result.</summary>
internal sealed class SpecReader(SpecDiagnostics diagnostics)
{
    private const int MaxDepth = 32;

    /// <summary>The value of a node, or null when it is wrong or empty.</summary>
    public JsonNode? Read(YamlNode node, SpecSchema schema, string field)
    {
        diagnostics.Locate(field, node);
        schema = node is YamlMappingNode && schema.Group is { } group ? group : schema;
        return schema.Type switch
        {
            "object" => ReadObject(node, schema, field),
            "array" => ReadArray(node, schema, field),
            _ => ReadScalar(node, schema, field),
        };
    }

    private JsonObject? ReadObject(YamlNode node, SpecSchema schema, string field)
    {
        if (node is not YamlMappingNode mapping)
        {
            WrongType(node, field, "a group of fields");
            return null;
        }

        var result = new JsonObject();
        foreach (var (keyNode, valueNode) in mapping.Children)
        {
            var key = (keyNode as YamlScalarNode)?.Value ?? "";
            var path = field.Length == 0 ? key : $"{field}.{key}";
            var known = schema.Properties.GetValueOrDefault(key) ?? schema.Additional;
            if (known is not null)
            {
                ReadProperty(result, key, valueNode, known, path);
            }
            else if (schema.IsOpen)
            {
                diagnostics.Locate(path, valueNode);
                result[key] = ToJson(valueNode, path, 0);
            }
            else
            {
                diagnostics.Add(keyNode, path, $"There is no field '{key}' here.", Suggest(key, schema));
            }
        }

        foreach (var missing in schema.Required.Where(name => !mapping.Children.Keys.Any(key => (key as YamlScalarNode)?.Value == name)))
        {
            var path = field.Length == 0 ? missing : $"{field}.{missing}";
            diagnostics.Add(node, path, $"The field '{missing}' is missing.", $"Add it: {schema.Properties[missing].Description}");
        }

        return result;
    }

    private void ReadProperty(JsonObject result, string key, YamlNode node, SpecSchema schema, string path)
    {
        if (!IsNull(node))
        {
            result[key] = Read(node, schema, path);
            return;
        }

        diagnostics.Add(node, path, "The field has no value.", $"Give it one, or remove the field. {schema.Description}".TrimEnd());
    }

    private JsonArray? ReadArray(YamlNode node, SpecSchema schema, string field)
    {
        if (node is not YamlSequenceNode sequence)
        {
            WrongType(node, field, "a list");
            return null;
        }

        var count = sequence.Children.Count;
        if (count < (schema.MinItems ?? 0) || count > (schema.MaxItems ?? int.MaxValue))
        {
            var range = SpecScalars.Range(schema.MinItems, schema.MaxItems);
            diagnostics.Add(node, field, $"The list has {count} entries.", $"It must have {range}.");
        }

        return new JsonArray([.. sequence.Children.Select((item, index) => Read(item, schema.Items!, $"{field}[{index}]"))]);
    }

    private JsonValue? ReadScalar(YamlNode node, SpecSchema schema, string field)
    {
        if (node is not YamlScalarNode scalar)
        {
            WrongType(node, field, SpecScalars.Name(schema.Type));
            return null;
        }

        var (value, problem, remedy) = SpecScalars.Read(scalar, schema);
        if (problem is not null)
        {
            diagnostics.Add(node, field, problem, remedy!);
        }

        return value;
    }

    private void WrongType(YamlNode node, string field, string wanted)
    {
        var found = node switch
        {
            YamlMappingNode => "a group of fields",
            YamlSequenceNode => "a list",
            _ => $"the value '{(node as YamlScalarNode)?.Value}'",
        };
        diagnostics.Add(node, field, $"Here stands {found}.", $"It must be {wanted}.");
    }

    private static string Suggest(string key, SpecSchema schema) =>
        NearestName.Find(key, schema.Properties.Keys) is { } nearest
            ? $"Did you mean '{nearest}'?"
            : $"Known fields: {string.Join(", ", schema.Properties.Keys)}.";

    private static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    private JsonNode? ToJson(YamlNode node, string field, int depth)
    {
        if (depth > MaxDepth)
        {
            diagnostics.Add(node, field, $"The value is nested more than {MaxDepth} levels deep.", "Make it flatter.");
            return null;
        }

        return node switch
        {
            YamlMappingNode mapping => new JsonObject(
                mapping.Children.Select(pair =>
                    KeyValuePair.Create((pair.Key as YamlScalarNode)?.Value ?? "", ToJson(pair.Value, field, depth + 1))
                )
            ),
            YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(item => ToJson(item, field, depth + 1))]),
            YamlScalarNode scalar => SpecScalars.Free(scalar),
            _ => null,
        };
    }
}
