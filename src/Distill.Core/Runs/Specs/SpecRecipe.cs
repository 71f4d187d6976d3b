using System.Text.Json.Nodes;
using Distill.Core.Evaluation;
using Distill.Core.Operators;

namespace Distill.Core.Runs.Specs;

/// <summary>The cleaning recipe and the answer format of a spec, in the terms of the operators.</summary>
public static class SpecRecipe
{
    /// <summary>How a value is read from an answer; null for a text task.</summary>
    public static AnswerFormat? AnswerFormat(TaskSpec task) =>
        task.IsLabel
            ? new AnswerFormat
            {
                Kind = task.Extract.Kind,
                Field = task.Extract.Path,
                Pattern = task.Extract.Pattern,
                Labels = task.Labels,
            }
            : null;

    /// <summary>The steps of the spec's own recipe, of the shipped one that it names, or of the recommended one.</summary>
    public static IReadOnlyList<OperatorSpec> Steps(RunSpec spec) =>
        spec.Clean is not null ? [.. spec.Clean.Select(Step)]
        : spec.Recipe is not null ? Recipe.ForTask(ShippedRecipes.Steps(spec.Recipe), spec.Task.IsLabel)
        : Recipe.Recommended(spec.Task.IsLabel);

    /// <summary>The recipe, ready to start.</summary>
    /// <exception cref="ArgumentException">A step is wrong; <see cref="RunSpecDocument.Parse"/> finds it earlier, with its line.</exception>
    public static Recipe Bind(RunSpec spec)
    {
        var (recipe, errors) = Recipe.Bind(Steps(spec), Context(spec.Task));
        return recipe ?? throw new ArgumentException($"The recipe is wrong: {errors[0].Message}", nameof(spec));
    }

    internal static void Check(RunSpec spec, SpecDiagnostics diagnostics)
    {
        if (spec.Clean is not null)
        {
            _ = Bind(spec.Clean, spec.Task, diagnostics);
        }
    }

    /// <summary>The recipe of these steps; null when something is wrong, which is noted.</summary>
    internal static Recipe? Bind(IReadOnlyList<JsonObject> steps, TaskSpec? task, SpecDiagnostics diagnostics)
    {
        var (recipe, errors) = Recipe.Bind([.. steps.Select(Step)], task is null ? new OperatorContext() : Context(task));
        foreach (var error in errors)
        {
            var field = error.Parameter is null ? $"clean[{error.Step}].op" : $"clean[{error.Step}].{error.Parameter}";
            diagnostics.Add(field, error.Message, "docs/operators.md lists the operators and their parameters.");
        }

        return recipe;
    }

    /// <summary>A step as the operators read it.</summary>
    internal static OperatorSpec Step(JsonObject step) =>
        new()
        {
            Op = step["op"]!.GetValue<string>(),
            Parameters = new JsonObject(
                step.Where(pair => pair.Key != "op").Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))
            ),
        };

    private static OperatorContext Context(TaskSpec task) => new() { AnswerFormat = AnswerFormat(task) };
}
