using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Runs.Specs;
using Distill.Testing;

namespace Distill.Core.Tests.Runs.Specs;

/// <summary>The parser goes by the published schema; the records it fills must know the same fields and defaults.</summary>
public sealed class SpecSchemaTests
{
    [Fact]
    public void Root_AgainstTheRecords_HasTheSamePropertiesAndDefaults() => Compare(SpecSchema.Root, typeof(RunSpec), "");

    [Fact]
    public void PublishedText_IsTheFileInDocs()
    {
        RunSpecDocument.JsonSchema.ShouldBe(Repository.ReadText("docs", "schema", "run-spec.schema.json"));
    }

    private static void Compare(SpecSchema schema, Type type, string path)
    {
        if (schema.Type == "array")
        {
            Compare(schema.Items!, type.GetInterfaces().Append(type).First(IsEnumerable).GetGenericArguments()[0], path + "[]");
            return;
        }

        if (schema.Type != "object" || type == typeof(JsonObject) || schema.Additional is not null)
        {
            return;
        }

        var properties = type.GetProperties()
            .Where(property => property.CanWrite)
            .ToDictionary(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name));
        properties.Keys.ShouldBe(schema.Properties.Keys, ignoreOrder: true, path);
        foreach (var (name, child) in schema.Properties)
        {
            child.Description.ShouldNotBeEmpty($"{path}.{name}");
            Compare(child, properties[name].PropertyType, $"{path}.{name}");
            if (child.Default is { } value && Activator.CreateInstance(type) is { } made)
            {
                JsonSerializer.Serialize(properties[name].GetValue(made)).ShouldBe(value.ToJsonString(), $"{path}.{name}");
            }
        }
    }

    private static bool IsEnumerable(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>);
}
