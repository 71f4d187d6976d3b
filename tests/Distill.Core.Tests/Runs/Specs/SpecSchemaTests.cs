using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Distill.Core.PreferencePairs;
using Distill.Core.Runs.Specs;
using Distill.Core.Runs.Specs.Evaluations;
using Distill.Core.Runs.Specs.Flywheels;
using Distill.Testing;

namespace Distill.Core.Tests.Runs.Specs;

/// <summary>The parser goes by the published schema; the records it fills must know the same fields and defaults.</summary>
public sealed class SpecSchemaTests
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new DurationConverter() },
    };

    // An evaluation set is measured on as a whole, a wheel's teacher asked for all that is needed, and which version is online the host knows.
    private static readonly Dictionary<Type, string[]> Partial = new()
    {
        [typeof(SourceSpec)] = ["limit", "seed"],
        [typeof(TeacherSpec)] = ["promptsPerRound"],
        [typeof(PairGuardOptions)] = ["onlineVersion"],
        // A wheel's evaluation set has no labels of people; its annotation project has decisions.
        [typeof(CalibrationSpec)] = ["labels"],
    };

    [Fact]
    public void Root_AgainstTheRecords_HasTheSamePropertiesAndDefaults() => Compare(SpecSchema.Root, typeof(RunSpec), "");

    [Fact]
    public void Evaluation_AgainstTheRecords_HasTheSamePropertiesAndDefaults() =>
        Compare(SpecSchema.Evaluation, typeof(EvaluationSpec), "");

    [Fact]
    public void Flywheel_AgainstTheRecords_HasTheSamePropertiesAndDefaults() => Compare(SpecSchema.Flywheel, typeof(FlywheelSpec), "");

    [Fact]
    public void PublishedText_IsTheFileInDocs()
    {
        RunSpecDocument.JsonSchema.ShouldBe(Repository.ReadText("docs", "schema", "run-spec.schema.json"));
        RunSpecDocument.FlywheelJsonSchema.ShouldBe(Repository.ReadText("docs", "schema", "flywheel-spec.schema.json"));
        RunSpecDocument.EvaluationJsonSchema.ShouldBe(Repository.ReadText("docs", "schema", "evaluation-spec.schema.json"));
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
        string[] absent = [.. Partial.GetValueOrDefault(type, []).Except(schema.Properties.Keys)];
        properties.Keys.Except(absent).ShouldBe(schema.Properties.Keys, ignoreOrder: true, path);
        foreach (var (name, child) in schema.Properties)
        {
            child.Description.ShouldNotBeEmpty($"{path}.{name}");
            Compare(child, properties[name].PropertyType, $"{path}.{name}");
            if (child.Default is { } value && Activator.CreateInstance(type) is { } made)
            {
                // A day may be written in more than one way.
                var wanted =
                    properties[name].PropertyType == typeof(TimeSpan)
                        ? JsonSerializer.Serialize(value.Deserialize<TimeSpan>(Json), Json)
                        : value.ToJsonString();
                JsonSerializer.Serialize(properties[name].GetValue(made), Json).ShouldBe(wanted, $"{path}.{name}");
            }
        }
    }

    private static bool IsEnumerable(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>);
}
