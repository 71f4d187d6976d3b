using Distill.Core.Operators;

namespace Distill.Core.Runs.Specs;

/// <summary>The recipes that ship with the product; each is an embedded recipe file. Thread-safe.</summary>
public static class ShippedRecipes
{
    private const string Prefix = "Distill.Core.Operators.Recipes.";
    private const string Suffix = ".yaml";

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(ShippedRecipes)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The YAML of a recipe.</summary>
    /// <exception cref="ArgumentException">There is no recipe of this name.</exception>
    public static string Text(string name)
    {
        using var stream =
            typeof(ShippedRecipes).Assembly.GetManifestResourceStream(Prefix + name + Suffix)
            ?? throw new ArgumentException($"There is no recipe '{name}'. Known: {string.Join(", ", Names)}.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The steps of a recipe.</summary>
    /// <exception cref="ArgumentException">There is no recipe of this name.</exception>
    public static IReadOnlyList<OperatorSpec> Steps(string name) => RecipeFile.ReadSteps(Text(name), name);
}
