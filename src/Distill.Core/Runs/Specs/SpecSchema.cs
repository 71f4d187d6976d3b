using System.Text.Json.Nodes;

namespace Distill.Core.Runs.Specs;

/// <summary>The part of JSON Schema that the published run schema uses, read from the embedded file. Immutable.</summary>
internal sealed record SpecSchema
{
    private const string RunFile = "run-spec.schema.json";
    private const string EvaluationFile = "evaluation-spec.schema.json";
    private const string FlywheelFile = "flywheel-spec.schema.json";
    private static readonly Lazy<SpecSchema> RootSchema = new(() => Load(RunFile));
    private static readonly Lazy<SpecSchema> EvaluationSchema = new(() => Load(EvaluationFile));
    private static readonly Lazy<SpecSchema> FlywheelSchema = new(() => Load(FlywheelFile));

    /// <summary>The schema of a whole run spec.</summary>
    public static SpecSchema Root => RootSchema.Value;

    /// <summary>The schema of a whole evaluation spec.</summary>
    public static SpecSchema Evaluation => EvaluationSchema.Value;

    /// <summary>The schema of a whole flywheel spec.</summary>
    public static SpecSchema Flywheel => FlywheelSchema.Value;

    public required string Type { get; init; }
    public string Description { get; init; } = "";
    public IReadOnlyDictionary<string, SpecSchema> Properties { get; init; } = new Dictionary<string, SpecSchema>();
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Schema of the values of keys that are not in <see cref="Properties"/>; null when there may be none.</summary>
    public SpecSchema? Additional { get; init; }

    /// <summary>True when unknown keys may hold anything.</summary>
    public bool IsOpen { get; init; }
    public SpecSchema? Items { get; init; }
    public IReadOnlyList<string> Choices { get; init; } = [];
    public double? Minimum { get; init; }
    public double? Maximum { get; init; }
    public int? MinLength { get; init; }
    public int? MaxLength { get; init; }
    public string? Pattern { get; init; }
    public int? MinItems { get; init; }
    public int? MaxItems { get; init; }
    public JsonNode? Default { get; init; }

    /// <summary>The other form that a value may have: a group of fields where this is a single value. Null when there is none.</summary>
    public SpecSchema? Group { get; init; }

    /// <summary>The published schema of a run spec, as JSON text.</summary>
    public static string PublishedText() => Text(RunFile);

    /// <summary>The published schema of an evaluation spec, as JSON text.</summary>
    public static string PublishedEvaluationText() => Text(EvaluationFile);

    /// <summary>The published schema of a flywheel spec, as JSON text.</summary>
    public static string PublishedFlywheelText() => Text(FlywheelFile);

    private static SpecSchema Load(string file)
    {
        var document = JsonNode.Parse(Text(file))!.AsObject();
        return Read(document, document);
    }

    private static string Text(string file)
    {
        using var stream = typeof(SpecSchema).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static SpecSchema Read(JsonObject node, JsonObject document)
    {
        if (node["$ref"] is { } reference)
        {
            var name = reference.GetValue<string>()["#/$defs/".Length..];
            return Read(document["$defs"]![name]!.AsObject(), document);
        }

        if (node["anyOf"] is JsonArray forms)
        {
            // Of the keyword's forms the published schemas use one: a short form, and the group of fields that it is short for.
            return Read(forms[0]!.AsObject(), document) with
            {
                Description = node["description"]?.GetValue<string>() ?? "",
                Group = Read(forms[1]!.AsObject(), document),
            };
        }

        var additional = node["additionalProperties"];
        return new SpecSchema
        {
            Type = node["type"]!.GetValue<string>(),
            Description = node["description"]?.GetValue<string>() ?? "",
            Properties =
                node["properties"]?.AsObject().ToDictionary(pair => pair.Key, pair => Read(pair.Value!.AsObject(), document))
                ?? new Dictionary<string, SpecSchema>(),
            Required = Texts(node["required"]),
            Additional = additional is JsonObject schema ? Read(schema, document) : null,
            IsOpen = additional is JsonValue value && value.GetValue<bool>(),
            Items = node["items"] is JsonObject items ? Read(items, document) : null,
            Choices = Texts(node["enum"]),
            Minimum = node["minimum"]?.GetValue<double>(),
            Maximum = node["maximum"]?.GetValue<double>(),
            MinLength = node["minLength"]?.GetValue<int>(),
            MaxLength = node["maxLength"]?.GetValue<int>(),
            Pattern = node["pattern"]?.GetValue<string>(),
            MinItems = node["minItems"]?.GetValue<int>(),
            MaxItems = node["maxItems"]?.GetValue<int>(),
            Default = node["default"],
        };
    }

    private static string[] Texts(JsonNode? node) => node is JsonArray array ? [.. array.Select(item => item!.GetValue<string>())] : [];
}
