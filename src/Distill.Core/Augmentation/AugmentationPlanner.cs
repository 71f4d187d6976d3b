using Distill.Core.Models;

namespace Distill.Core.Augmentation;

/// <summary>Plans an augmentation. Pure arithmetic.</summary>
public static class AugmentationPlanner
{
    // A JSON list has quotes and commas, and a model seldom keeps exactly to the length of its example.
    private const double OutputAllowance = 1.5;

    /// <summary>The plan for these classes.</summary>
    /// <param name="classes">The classes of the training rows.</param>
    /// <param name="options">How they are filled up; valid.</param>
    /// <param name="model">The teacher, for its prices.</param>
    public static AugmentationPlan Plan(IReadOnlyList<ClassSize> classes, AugmentationOptions options, ModelEntry model)
    {
        var target = options.Target.RowsOf(classes.Count == 0 ? 0 : classes.Max(size => size.Rows));
        var planned = classes
            .OrderBy(size => size.Label, StringComparer.Ordinal)
            .Select(size => (Size: size, Want: Want(size, target, options)))
            .Select(item => (item.Size, item.Want, Calls: Calls(item.Want - item.Size.Rows, options)))
            .ToList();
        var full = planned.Select(item => Of(item.Size, item.Want, item.Calls, options, model)).ToList();
        var cost = full.Sum(item => item.Cost);
        if (options.Budget is not { } budget || cost <= budget)
        {
            return new AugmentationPlan(full, options.Target.ToString(), false);
        }

        // All classes are cut alike: the thinnest must not go without because another was planned first.
        var share = budget / cost;
        return new AugmentationPlan(
            [.. planned.Select(item => Of(item.Size, item.Want, (long)Math.Floor(item.Calls * share), options, model))],
            options.Target.ToString(),
            true
        );
    }

    /// <summary>Money that one answer of this size costs.</summary>
    public static decimal AnswerCost(double promptTokens, double answerTokens, ModelEntry model) =>
        model.CostOf((long)Math.Ceiling(promptTokens), (long)Math.Ceiling(answerTokens));

    private static long Want(ClassSize size, long target, AugmentationOptions options) =>
        Math.Max(size.Rows, Math.Min(target, size.Rows + (long)Math.Floor(size.Rows * options.MaxRatio)));

    private static long Calls(long missing, AugmentationOptions options) =>
        (long)Math.Ceiling(missing / (options.VariantsPerCall * options.ExpectedYield));

    private static PlannedClass Of(ClassSize size, long want, long calls, AugmentationOptions options, ModelEntry model)
    {
        var perCall = options.Methods.Average(AugmentationMethods.SeedsPerCall);
        var texts = calls * options.VariantsPerCall;
        var input = (calls * (AugmentationPrompt.InstructionTokens + (perCall * size.TextTokens))) + (texts * size.PromptTokens);
        var output = (texts * size.TextTokens * OutputAllowance) + (texts * size.AnswerTokens);
        var (inputTokens, outputTokens) = ((long)Math.Ceiling(input), (long)Math.Ceiling(output));
        return new PlannedClass(
            size.Label,
            size.Rows,
            want,
            Math.Min(size.Rows, (long)Math.Ceiling(calls * perCall)),
            calls,
            Math.Min(want - size.Rows, (long)Math.Floor(texts * options.ExpectedYield)),
            inputTokens,
            outputTokens,
            model.CostOf(inputTokens, outputTokens)
        );
    }
}
