using System.Text.Json.Nodes;
using Distill.Core.Evaluation;
using Distill.Core.Normalization;
using Distill.Core.Pipelines;

namespace Distill.Core.Operators;

/// <summary>An ordered list of operators with checked parameters. Immutable and thread-safe; each <see cref="Start"/> makes fresh operators.</summary>
public sealed class Recipe
{
    private readonly IReadOnlyList<Func<IScratchSpace?, IOperator>> _steps;

    internal Recipe(IReadOnlyList<Func<IScratchSpace?, IOperator>> steps) => _steps = steps;

    /// <summary>The recipe that suits any distillation run: tidy the text, drop what has no usable answer, mask personal data, drop duplicates and contradictions.</summary>
    /// <param name="hasAnswerValue">True for a task whose answers yield a value: then answers without one are dropped, and contradicting labels too.</param>
    public static IReadOnlyList<OperatorSpec> Recommended(bool hasAnswerValue)
    {
        string[] names =
        [
            "unicode_normalization",
            "whitespace_normalization",
            "answer_present_filter",
            "truncation_filter",
            "text_length_filter",
            "refusal_filter",
            "pii_mask",
            "exact_dedup",
        ];
        return ForTask([.. names.Select(name => new OperatorSpec { Op = name })], hasAnswerValue);
    }

    /// <summary>A recipe with what a task whose answers yield a value needs beside it: a check of the values, and of contradictions before duplicates go.</summary>
    /// <param name="steps">The recipe.</param>
    /// <param name="hasAnswerValue">False returns it as it is.</param>
    public static IReadOnlyList<OperatorSpec> ForTask(IReadOnlyList<OperatorSpec> steps, bool hasAnswerValue)
    {
        if (!hasAnswerValue)
        {
            return steps;
        }

        // A mask may change a value, and a dropped duplicate would hide a contradiction.
        var dedup = First(steps, IsDedup);
        var mask = Math.Min(dedup, First(steps, name => name == "pii_mask"));
        return
        [
            .. steps.Take(mask),
            new OperatorSpec { Op = "answer_format_filter" },
            .. steps.Take(dedup).Skip(mask),
            new OperatorSpec { Op = "label_conflict_filter" },
            .. steps.Skip(dedup),
        ];
    }

    /// <summary>Checks and binds the steps of a spec.</summary>
    /// <param name="steps">The steps, in order.</param>
    /// <param name="context">What the operators may know of the task.</param>
    /// <param name="registry">The operators known; <see cref="OperatorRegistry.Default"/> when null.</param>
    /// <returns>The recipe, or null and everything that is wrong.</returns>
    public static (Recipe? Recipe, IReadOnlyList<RecipeError> Errors) Bind(
        IReadOnlyList<OperatorSpec> steps,
        OperatorContext context,
        OperatorRegistry? registry = null
    )
    {
        var errors = new List<RecipeError>();
        var bound = new List<Func<IScratchSpace?, IOperator>>();
        for (var i = 0; i < steps.Count; i++)
        {
            if ((registry ?? OperatorRegistry.Default).Find(steps[i].Op, out var message) is { } descriptor)
            {
                BindStep(i, steps[i].Parameters, descriptor, context, errors, bound);
            }
            else
            {
                errors.Add(new RecipeError(i, null, message));
            }
        }

        return errors.Count == 0 ? (new Recipe(bound), errors) : (null, errors);
    }

    /// <summary>Starts a cleaning run over one dataset.</summary>
    /// <param name="scratch">Where deduplicators put what exceeds their memory; null keeps everything in memory.</param>
    public CleaningRun Start(IScratchSpace? scratch = null) => new([.. _steps.Select(make => make(scratch))]);

    private static int First(IReadOnlyList<OperatorSpec> steps, Func<string, bool> matches) =>
        steps.TakeWhile(step => !matches(step.Op)).Count();

    private static bool IsDedup(string name) => name.EndsWith("_dedup", StringComparison.Ordinal);

    private static void BindStep(
        int step,
        JsonObject given,
        OperatorDescriptor descriptor,
        OperatorContext context,
        List<RecipeError> errors,
        List<Func<IScratchSpace?, IOperator>> bound
    )
    {
        var before = errors.Count;
        var values = descriptor.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => parameter.Default,
            StringComparer.Ordinal
        );
        foreach (var (key, node) in given)
        {
            if (descriptor.Parameters.FirstOrDefault(parameter => parameter.Name == key) is not { } parameter)
            {
                errors.Add(new RecipeError(step, key, UnknownParameter(descriptor, key)));
            }
            else if (parameter.Read(node) is { } value)
            {
                values[key] = value;
            }
            else
            {
                var shown = node?.ToJsonString() ?? "null";
                errors.Add(new RecipeError(step, key, $"{descriptor.Name}: {key} is {shown}, but must be {parameter.Allowed}."));
            }
        }

        if (errors.Count != before)
        {
            return;
        }

        try
        {
            var arguments = new OperatorArguments(values);
            // Made once here, so that what the context does not allow is found before the run.
            _ = descriptor.Create(arguments, context);
            bound.Add(scratch => descriptor.Create(arguments, context with { Scratch = scratch }));
        }
        catch (InvalidSettingException e)
        {
            errors.Add(new RecipeError(step, null, $"{descriptor.Name}: {e.Message}"));
        }
    }

    private static string UnknownParameter(OperatorDescriptor descriptor, string key)
    {
        var names = descriptor.Parameters.Select(parameter => parameter.Name).ToList();
        return names.Count == 0
            ? $"{descriptor.Name} takes no parameters, but got {key}."
            : $"{descriptor.Name} has no parameter {key}{NearestName.Suggest(key, names)} Known: {string.Join(", ", names)}.";
    }
}
