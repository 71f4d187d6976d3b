using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Distill.Core.Runs.Specs.Evaluations;
using Distill.Core.Runs.Specs.Flywheels;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Distill.Core.Runs.Specs;

/// <summary>The text of a run spec (YAML, or JSON as a part of it): it can be changed field by field, checked, read and written. Not thread-safe.</summary>
public sealed class RunSpecDocument
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new DurationConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly string _file;
    private readonly YamlMappingNode _root;

    private RunSpecDocument(string file, YamlMappingNode root)
    {
        _file = file;
        _root = root;
    }

    /// <summary>The published JSON Schema of a run spec.</summary>
    public static string JsonSchema => SpecSchema.PublishedText();

    /// <summary>The published JSON Schema of an evaluation spec.</summary>
    public static string EvaluationJsonSchema => SpecSchema.PublishedEvaluationText();

    /// <summary>The published JSON Schema of a flywheel spec.</summary>
    public static string FlywheelJsonSchema => SpecSchema.PublishedFlywheelText();

    /// <summary>What the run does: <c>distill</c>, <c>evaluation</c> or <c>flywheel</c>; another word is an error that <see cref="Parse"/> finds.</summary>
    public string Pipeline => Get("pipeline") ?? "distill";

    /// <summary>True for an evaluation, which <see cref="ParseEvaluation"/> reads.</summary>
    public bool IsEvaluation => Pipeline == EvaluationSpec.PipelineName;

    /// <summary>True for a turn of the flywheel, which <see cref="ParseFlywheel"/> reads.</summary>
    public bool IsFlywheel => Pipeline == FlywheelSpec.PipelineName;

    /// <summary>Loads the text of a spec.</summary>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="file">Its name for messages.</param>
    /// <exception cref="InvalidRunSpecException">The text is not YAML, or not one group of fields.</exception>
    public static RunSpecDocument Load(string text, string file)
    {
        return SpecYaml.Load(text, file) switch
        {
            [{ RootNode: YamlMappingNode root }] => new RunSpecDocument(file, root),
            [] => throw Invalid(file, 1, 1, "The spec is empty.", "Start from samples/distill-starter.yaml."),
            [_, _, ..] => throw Invalid(file, 1, 1, "The file holds several YAML documents.", "Keep one: a file is one run."),
            [var document] => throw Invalid(
                file,
                document.RootNode.Start.Line,
                document.RootNode.Start.Column,
                "The spec is not a group of fields.",
                "Begin with 'name: …'."
            ),
        };
    }

    /// <summary>Checks and reads the spec.</summary>
    /// <exception cref="InvalidRunSpecException">It has errors; the exception holds all of them.</exception>
    public RunSpec Parse()
    {
        var diagnostics = new SpecDiagnostics(_file);
        var json = (JsonObject)new SpecReader(diagnostics).Read(_root, SpecSchema.Root, "")!;
        SpecRules.Check(json, diagnostics);
        ThrowIfAny(diagnostics);
        var spec = json.Deserialize<RunSpec>(Json)!;
        SpecRecipe.Check(spec, diagnostics);
        SpecSampling.Check(spec, diagnostics);
        SpecRules.CheckWeights(spec, diagnostics);
        ThrowIfAny(diagnostics);
        return spec;
    }

    /// <summary>Checks and reads the spec of an evaluation.</summary>
    /// <exception cref="InvalidRunSpecException">It has errors; the exception holds all of them.</exception>
    public EvaluationSpec ParseEvaluation()
    {
        var diagnostics = new SpecDiagnostics(_file);
        var json = (JsonObject)new SpecReader(diagnostics).Read(_root, SpecSchema.Evaluation, "")!;
        EvaluationRules.Check(json, diagnostics);
        ThrowIfAny(diagnostics);
        var spec = json.Deserialize<EvaluationSpec>(Json)!;
        EvaluationRules.Check(spec, diagnostics);
        ThrowIfAny(diagnostics);
        return spec;
    }

    /// <summary>Checks and reads the spec of a turn of the flywheel.</summary>
    /// <exception cref="InvalidRunSpecException">It has errors; the exception holds all of them.</exception>
    public FlywheelSpec ParseFlywheel()
    {
        var diagnostics = new SpecDiagnostics(_file);
        var json = (JsonObject)new SpecReader(diagnostics).Read(_root, SpecSchema.Flywheel, "")!;
        FlywheelRules.Check(json, diagnostics);
        ThrowIfAny(diagnostics);
        var spec = json.Deserialize<FlywheelSpec>(Json)!;
        FlywheelRules.Check(spec, diagnostics);
        ThrowIfAny(diagnostics);
        return spec;
    }

    /// <summary>Checks the spec of any pipeline and reads what all have in common.</summary>
    /// <exception cref="InvalidRunSpecException">It has errors; the exception holds all of them.</exception>
    public RunHeader ParseHeader()
    {
        if (IsEvaluation)
        {
            var evaluation = ParseEvaluation();
            return new RunHeader(evaluation.Name, evaluation.Pipeline, evaluation.Source.File, [.. evaluation.ModelFields]);
        }

        if (IsFlywheel)
        {
            var wheel = ParseFlywheel();
            return new RunHeader(wheel.Name, wheel.Pipeline, null, [.. wheel.ModelFields]);
        }

        var spec = Parse();
        return new RunHeader(spec.Name, spec.Pipeline, spec.Source.File, [.. spec.ModelFields]);
    }

    /// <summary>Checks the spec for a host, which reads blobs and datasets only.</summary>
    /// <exception cref="InvalidRunSpecException">It has errors, or its source is a file.</exception>
    public RunHeader ParseForHost()
    {
        var header = ParseHeader();
        if (header.SourceFile is null)
        {
            return header;
        }

        var diagnostics = new SpecDiagnostics(_file);
        _ = new SpecReader(diagnostics).Read(_root, IsEvaluation ? SpecSchema.Evaluation : SpecSchema.Root, "");
        diagnostics.Add(
            "source.file",
            "A host reads no files.",
            "Upload the file and name its blob in source.blob; 'distill run' does both."
        );
        throw new InvalidRunSpecException(diagnostics.Errors);
    }

    /// <summary>The value of a field as text, or null when it is absent or no single value.</summary>
    /// <param name="field">Path, for example <c>source.file</c>.</param>
    public string? Get(string field)
    {
        YamlNode? node = _root;
        foreach (var name in field.Split('.'))
        {
            node = node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;
        }

        return (node as YamlScalarNode)?.Value;
    }

    /// <summary>Sets a field, making the groups above it when absent. Whether field and value are right is found by <see cref="Parse"/>.</summary>
    /// <param name="field">Path, for example <c>source.file</c> or <c>students[0].epochs</c>.</param>
    /// <param name="value">A single value as YAML, for example <c>3</c>, <c>true</c> or <c>data.tsv</c>.</param>
    /// <exception cref="ArgumentException">The path is empty, or leads through a value that has no fields or entries.</exception>
    public void Set(string field, string value) =>
        SpecPath.Parse(field).Set(_root, new YamlScalarNode(value) { Style = ScalarStyle.Plain });

    /// <summary>Removes a field; nothing happens when it is absent.</summary>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public void Remove(string field) => SpecPath.Parse(field).Remove(_root);

    /// <summary>The spec as YAML, without comments.</summary>
    public string ToYaml()
    {
        using var writer = new StringWriter();
        new YamlStream(new YamlDocument(_root)).Save(writer, assignAnchors: false);
        return writer.ToString();
    }

    private static void ThrowIfAny(SpecDiagnostics diagnostics)
    {
        if (diagnostics.Errors.Count > 0)
        {
            throw new InvalidRunSpecException(diagnostics.Errors);
        }
    }

    private static InvalidRunSpecException Invalid(string file, long line, long column, string message, string remedy) =>
        SpecYaml.Invalid(file, line, column, message, remedy);
}
