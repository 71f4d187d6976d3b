namespace Distill.Core.Gateway;

/// <summary>A name that callers ask for, such as <c>online</c>, and what stands behind it now. Promotion changes it at run time. Immutable.</summary>
public sealed record ModelAlias
{
    /// <summary>The name, as it stands in <c>model</c> of a request.</summary>
    public required string Name { get; init; }

    /// <summary>Who answers: one model, or a split by weight. At least one.</summary>
    public required IReadOnlyList<AliasTarget> Targets { get; init; }

    /// <summary>Who is asked, in this order, when the target cannot be reached, is overloaded (429), fails (408, 5xx) or says nothing in time.</summary>
    public IReadOnlyList<AliasTarget> Fallbacks { get; init; } = [];

    /// <summary>Who is asked as well without being heard.</summary>
    public IReadOnlyList<AliasShadow> Shadows { get; init; } = [];

    /// <summary>When it was first set.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>What is wrong with it, each with its field; empty when it can be used.</summary>
    /// <param name="isModel">Whether a configured model has this name.</param>
    public IEnumerable<(string Field, string Message)> Faults(Func<string, bool> isModel)
    {
        ArgumentNullException.ThrowIfNull(isModel);
        if (string.IsNullOrWhiteSpace(Name))
        {
            yield return ("Name", "must not be empty.");
        }

        if (Targets.Count == 0)
        {
            yield return ("Targets", "must name at least one model.");
        }

        foreach (var (place, target) in Placed("Targets", Targets).Concat(Placed("Fallbacks", Fallbacks)))
        {
            if (!isModel(target.Model))
            {
                yield return ($"{place}:Model", Unknown(target.Model));
            }

            if (!double.IsFinite(target.Weight) || target.Weight <= 0)
            {
                yield return ($"{place}:Weight", "must be above 0.");
            }
        }

        foreach (var (place, shadow) in Placed("Shadows", Shadows))
        {
            if (!isModel(shadow.Model))
            {
                yield return ($"{place}:Model", Unknown(shadow.Model));
            }

            if (shadow.Percent is not (>= 0 and <= 100))
            {
                yield return ($"{place}:Percent", "must be from 0 to 100.");
            }
        }
    }

    private static IEnumerable<(string Place, T Item)> Placed<T>(string field, IReadOnlyList<T> items) =>
        items.Index().Select(pair => ($"{field}:{pair.Index}", pair.Item));

    private static string Unknown(string model) => $"'{model}' is no configured model; section Models names them.";
}
