using System.Text.Json.Nodes;
using Distill.Core.Evaluation;

namespace Distill.Core.Operators;

/// <summary>An ordered list of operators with checked parameters. Immutable and thread-safe; each <see cref="Start"/> makes fresh operators.</summary>
public sealed class Recipe
{
    private readonly IReadOnlyList<Func<IOperator>> _steps;

    internal Recipe(IReadOnlyList<Func<IOperator>> steps) => _steps = steps;

    /// <summary>The recipe that suits a distillation run: tidy the text, drop what has no usable answer, mask personal data, drop duplicates and contradictions.</summary>
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
            .. hasAnswerValue ? ["answer_format_filter"] : Array.Empty<string>(),
            "pii_mask",
            .. hasAnswerValue ? ["label_conflict_filter"] : Array.Empty<string>(),
            "exact_dedup",
        ];
        return [.. names.Select(name => new OperatorSpec { Op = name })];
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
        var bound = new List<Func<IOperator>>();
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
    public CleaningRun Start() => new([.. _steps.Select(make => make())]);

    private static void BindStep(
        int step,
        JsonObject given,
        OperatorDescriptor descriptor,
        OperatorContext context,
        List<RecipeError> errors,
        List<Func<IOperator>> bound
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
            bound.Add(() => descriptor.Create(arguments, context));
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
