using System.Text.RegularExpressions;
using Distill.Core.Evaluation;

namespace Distill.Core.Judging.Rubrics;

/// <summary>What answers are scored for, on which scale. Immutable.</summary>
public sealed partial record Rubric
{
    /// <summary>A rubric.</summary>
    /// <param name="dimensions">At least one; no name twice.</param>
    /// <param name="scale">The scale of every dimension; <see cref="JudgeScale.Default"/> when null.</param>
    /// <exception cref="InvalidSettingException">There is no dimension, a name is wrong or repeated, a weight is not positive, or the scale has no two scores.</exception>
    public Rubric(IReadOnlyList<RubricDimension> dimensions, JudgeScale? scale = null)
    {
        Dimensions = dimensions;
        Scale = scale ?? JudgeScale.Default;
        if (dimensions.Count == 0)
        {
            throw new InvalidSettingException("A rubric needs at least one dimension.");
        }

        if (Scale.Min >= Scale.Max)
        {
            throw new InvalidSettingException($"The scale {Scale.Min} to {Scale.Max} has no two scores; the best must be above the worst.");
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var dimension in dimensions)
        {
            Check(dimension, isNew: names.Add(dimension.Name));
        }
    }

    /// <summary>All preset dimensions with equal weights, 1 to 5.</summary>
    public static Rubric Default { get; } = new(RubricDimension.Presets);

    /// <summary>The dimensions.</summary>
    public IReadOnlyList<RubricDimension> Dimensions { get; }

    /// <summary>The scale of each of them.</summary>
    public JudgeScale Scale { get; }

    /// <summary>The weighted mean of scores, on the scale.</summary>
    /// <param name="scores">A score of every dimension.</param>
    public double Overall(IReadOnlyDictionary<string, int> scores) =>
        Dimensions.Sum(dimension => dimension.Weight * scores[dimension.Name]) / Dimensions.Sum(dimension => dimension.Weight);

    private static void Check(RubricDimension dimension, bool isNew)
    {
        if (!NameForm().IsMatch(dimension.Name))
        {
            throw new InvalidSettingException(
                $"'{dimension.Name}' is no name of a dimension; use letters, digits and '_', for example instruction_following."
            );
        }

        if (!isNew)
        {
            throw new InvalidSettingException($"The rubric has the dimension '{dimension.Name}' twice.");
        }

        if (!(dimension.Weight > 0) || !double.IsFinite(dimension.Weight))
        {
            throw new InvalidSettingException($"The weight of '{dimension.Name}' must be above 0.");
        }
    }

    [GeneratedRegex(@"^[\p{L}\p{Nd}_]{1,64}$")]
    private static partial Regex NameForm();
}
