using System.Text;

namespace Distill.Core.Filtering;

/// <summary>What a condition looks at: a field of a sample, or the length of one. Immutable.</summary>
public sealed record FilterField
{
    internal FilterField(FilterRoot root, IReadOnlyList<FieldStep> steps, bool isLength = false)
    {
        Root = root;
        Steps = steps;
        IsLength = isLength;
    }

    /// <summary>The field of the sample.</summary>
    public FilterRoot Root { get; }

    /// <summary>
    /// The way from there. Of labels and scores it is one name, dots included (<c>judge.helpfulness</c>); of messages an index and <c>role</c> or
    /// <c>content</c>; of feedback and meta any path.
    /// </summary>
    public IReadOnlyList<FieldStep> Steps { get; }

    /// <summary>True for <c>length(field)</c>: characters (code points) of a text, items of a list.</summary>
    public bool IsLength { get; }

    /// <summary>The name that the whole way spells when it has several steps, all names: a field of this name comes before the way. Else null.</summary>
    public string? FlatName =>
        Steps.Count > 1 && Steps.All(step => step.Name is not null) ? string.Join('.', Steps.Select(step => step.Name)) : null;

    /// <summary>True when the value can only be a number.</summary>
    public bool IsNumber => IsLength || Root is FilterRoot.Turns or FilterRoot.Scores;

    /// <summary>True when the value can only be a moment.</summary>
    public bool IsTime => !IsLength && Root == FilterRoot.Time;

    /// <summary>Reads a field as a filter writes it, for example <c>labels.intent</c> or <c>length(answer)</c>.</summary>
    /// <param name="text">The field.</param>
    /// <param name="error">What is wrong; null for a field.</param>
    /// <returns>The field, or null.</returns>
    public static FilterField? Parse(string text, out FilterError? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            error = null;
            return new Parsing.FilterParser(text).ParseField();
        }
        catch (Parsing.FilterSyntaxException wrong)
        {
            error = wrong.Error;
            return null;
        }
    }

    /// <summary>True for the same field.</summary>
    public bool Equals(FilterField? other) =>
        other is not null && Root == other.Root && IsLength == other.IsLength && Steps.SequenceEqual(other.Steps);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Root, IsLength, Steps.Count);

    /// <summary>The field as a filter writes it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Root.ToString().ToLowerInvariant());
        foreach (var step in Steps)
        {
            _ =
                step.Name is not { } name ? text.Append('[').Append(step.Index).Append(']')
                : IsPlain(name) ? text.Append('.').Append(name)
                : text.Append('[').Append(Parsing.FilterText.Quote(name)).Append(']');
        }

        return IsLength ? $"length({text})" : text.ToString();
    }

    // A name with dots is plain where the whole rest of the path is one name.
    private bool IsPlain(string name) =>
        Root is FilterRoot.Labels or FilterRoot.Scores ? name.Split('.').All(Parsing.FilterText.IsName) : Parsing.FilterText.IsName(name);
}
