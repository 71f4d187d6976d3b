using Distill.Activities.Cleaning;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Core.Operators;
using Distill.Core.Runs.Specs;

namespace Distill.Cli.Cleaning;

/// <summary>The recipe that a command names.</summary>
internal static class ChosenRecipe
{
    /// <summary>Starts it, with what it compares with loaded.</summary>
    /// <param name="name">A shipped recipe, or a file; null is the recommended recipe.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="CliException">There is no such recipe, something in it is wrong, or what it names cannot be read.</exception>
    public static async Task<CleaningRun> StartAsync(string? name, CancellationToken cancellationToken)
    {
        var run = (await FindAsync(name, cancellationToken)).Start(new TemporaryFiles());
        try
        {
            await run.LoadAsync(new ReferenceFiles(name), cancellationToken);
            return run;
        }
        catch (ReferenceException wrong)
        {
            run.Dispose();
            throw CliException.Usage(wrong.Message, name, "correct 'against' of decontamination in the recipe", wrong);
        }
    }

    private static async Task<Recipe> FindAsync(string? name, CancellationToken cancellationToken)
    {
        if (name is null)
        {
            return Recipe.Bind(Recipe.Recommended(hasAnswerValue: false), new OperatorContext()).Recipe!;
        }

        if (ShippedRecipes.Names.Contains(name, StringComparer.Ordinal))
        {
            return RecipeFile.Parse(ShippedRecipes.Text(name), name);
        }

        return File.Exists(name) || Path.HasExtension(name) || name == InputFile.Pipe
            ? RecipeFile.Parse(await InputFile.ReadTextAsync(name, "recipe", cancellationToken), name)
            : throw CliException.Usage(
                $"there is neither a shipped recipe nor a file '{name}'",
                "--recipe",
                $"name {string.Join(" or ", ShippedRecipes.Names)}, or a YAML file"
            );
    }
}
