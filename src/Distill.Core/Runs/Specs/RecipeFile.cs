using System.Text.Json;
using Distill.Core.Operators;
using YamlDotNet.RepresentationModel;

namespace Distill.Core.Runs.Specs;

/// <summary>A cleaning recipe in a file of its own: a list of steps, or a group with <c>clean</c> or <c>recipe</c> (and <c>task</c>) as in a run spec, so that a spec is a recipe file, too.</summary>
public static class RecipeFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Checks and reads a recipe.</summary>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="file">Its name for messages.</param>
    /// <exception cref="InvalidRunSpecException">It has errors; the exception holds all of them, each with its line and what is allowed.</exception>
    public static Recipe Parse(string text, string file)
    {
        var diagnostics = new SpecDiagnostics(file);
        var (clean, task) = Find(text, file);
        diagnostics.Locate("", clean);
        var reader = new SpecReader(diagnostics);
        var steps = reader.Read(clean, SpecSchema.Root.Properties["clean"], "clean");
        var answers = task is null ? null : reader.Read(task, SpecSchema.Root.Properties["task"], "task");
        ThrowIfAny(diagnostics);
        var recipe = SpecRecipe.Bind(
            [.. steps!.AsArray().Select(step => step!.AsObject())],
            answers?.Deserialize<TaskSpec>(Json),
            diagnostics
        );
        ThrowIfAny(diagnostics);
        return recipe!;
    }

    /// <summary>The steps of a recipe, not yet bound.</summary>
    /// <exception cref="InvalidRunSpecException">The text is no recipe.</exception>
    internal static IReadOnlyList<OperatorSpec> ReadSteps(string text, string file)
    {
        var diagnostics = new SpecDiagnostics(file);
        var (clean, _) = Find(text, file);
        diagnostics.Locate("", clean);
        var steps = new SpecReader(diagnostics).Read(clean, SpecSchema.Root.Properties["clean"], "clean");
        ThrowIfAny(diagnostics);
        return [.. steps!.AsArray().Select(step => SpecRecipe.Step(step!.AsObject()))];
    }

    private static (YamlNode Clean, YamlNode? Task) Find(string text, string file)
    {
        const string Remedy = "Write a list of steps: - op: whitespace_normalization";
        return SpecYaml.Load(text, file) switch
        {
            [{ RootNode: YamlSequenceNode list }] => (list, null),
            [{ RootNode: YamlMappingNode group }] when Child(group, "clean") is { } clean => (clean, Child(group, "task")),
            [{ RootNode: YamlMappingNode group }] when Child(group, "recipe") is { } shipped => (
                Shipped(shipped, file),
                Child(group, "task")
            ),
            [{ RootNode: var root }] => throw SpecYaml.Invalid(
                file,
                root.Start.Line,
                root.Start.Column,
                "The recipe is neither a list of steps nor a group with 'clean' or 'recipe'.",
                Remedy
            ),
            [] => throw SpecYaml.Invalid(file, 1, 1, "The recipe is empty.", Remedy),
            _ => throw SpecYaml.Invalid(file, 1, 1, "The file holds several YAML documents.", "Keep one: a file is one recipe."),
        };
    }

    /// <summary>The steps of the shipped recipe that a spec names.</summary>
    private static YamlNode Shipped(YamlNode name, string file) =>
        name is YamlScalarNode { Value: { } value } && ShippedRecipes.Names.Contains(value, StringComparer.Ordinal)
            ? SpecYaml.Load(ShippedRecipes.Text(value), value)[0].RootNode
            : throw SpecYaml.Invalid(
                file,
                name.Start.Line,
                name.Start.Column,
                $"There is no recipe '{name}'.",
                $"It must be one of {string.Join(", ", ShippedRecipes.Names)}."
            );

    private static YamlNode? Child(YamlMappingNode group, string name) =>
        group.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;

    private static void ThrowIfAny(SpecDiagnostics diagnostics)
    {
        if (diagnostics.Errors.Count > 0)
        {
            throw new InvalidRunSpecException(diagnostics.Errors);
        }
    }
}
