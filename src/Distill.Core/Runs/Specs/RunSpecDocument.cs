using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Distill.Core.Runs.Specs;

/// <summary>The text of a run spec (YAML, or JSON as a part of it): it can be changed field by field, checked, read and written. Not thread-safe.</summary>
public sealed class RunSpecDocument
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new DurationConverter() } };

    private readonly string _file;
    private readonly YamlMappingNode _root;

    private RunSpecDocument(string file, YamlMappingNode root)
    {
        _file = file;
        _root = root;
    }

    /// <summary>The published JSON Schema of a run spec.</summary>
    public static string JsonSchema => SpecSchema.PublishedText();

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
        ThrowIfAny(diagnostics);
        return spec;
    }

    /// <summary>Checks and reads the spec for a host, which reads blobs and datasets only.</summary>
    /// <exception cref="InvalidRunSpecException">It has errors, or its source is a file.</exception>
    public RunSpec ParseForHost()
    {
        var spec = Parse();
        if (spec.Source.File is null)
        {
            return spec;
        }

        var diagnostics = new SpecDiagnostics(_file);
        _ = new SpecReader(diagnostics).Read(_root, SpecSchema.Root, "");
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
