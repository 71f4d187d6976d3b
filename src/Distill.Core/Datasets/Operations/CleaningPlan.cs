using System.Text.Json.Nodes;
using Distill.Core.Operators;
using Distill.Core.Runs.Specs;

namespace Distill.Core.Datasets.Operations;

/// <summary>A dataset goes through a recipe.</summary>
public sealed class CleaningPlan : DatasetOperationPlan
{
    private CleaningPlan(Recipe recipe) => Recipe = recipe;

    /// <summary>The recipe.</summary>
    public Recipe Recipe { get; }

    internal static CleaningPlan? Read(JsonObject parameters, Action<string, string, string?> report)
    {
        var node = Deserialize<Parameters>(parameters).Recipe;
        if (node is null)
        {
            return new CleaningPlan(Recipe.Bind(Recipe.Recommended(hasAnswerValue: false), new OperatorContext()).Recipe!);
        }

        var name = node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        if (name is not null && !ShippedRecipes.Names.Contains(name, StringComparer.Ordinal))
        {
            report(
                "recipe",
                $"There is no recipe '{name}'.",
                $"Name {string.Join(" or ", ShippedRecipes.Names)}, or give a list of steps."
            );
            return null;
        }

        try
        {
            return new CleaningPlan(RecipeFile.Parse(name is null ? node.ToJsonString() : ShippedRecipes.Text(name), name ?? "recipe"));
        }
        catch (InvalidRunSpecException wrong)
        {
            foreach (var error in wrong.Errors)
            {
                report(
                    error.Field.Length == 0 ? "recipe" : error.Field.Replace("clean[", "recipe[", StringComparison.Ordinal),
                    error.Message,
                    error.Remedy
                );
            }

            return null;
        }
    }

    private sealed record Parameters(JsonNode? Recipe = null);
}
