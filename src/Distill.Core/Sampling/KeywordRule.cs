using Distill.Core.Filtering;
using Distill.Core.Filtering.Evaluation;
using Distill.Core.Samples;

namespace Distill.Core.Sampling;

/// <summary>Which keywords must and must not occur. Immutable and thread-safe.</summary>
public sealed record KeywordRule
{
    private readonly Func<Sample, FilterValue>[] _fields;

    /// <summary>A rule.</summary>
    /// <param name="fields">Where is looked; null is prompt and answer.</param>
    public KeywordRule(IReadOnlyList<FilterField>? fields = null) => _fields = [.. (fields ?? Default).Select(FieldReader.Of)];

    /// <summary>At least one of these occurs in some field; empty asks for none.</summary>
    public IReadOnlyList<Keyword> Any { get; init; } = [];

    /// <summary>Each of these occurs in some field.</summary>
    public IReadOnlyList<Keyword> All { get; init; } = [];

    /// <summary>None of these occurs in any field.</summary>
    public IReadOnlyList<Keyword> None { get; init; } = [];

    private static FilterField[] Default => [FilterField.Parse("prompt", out _)!, FilterField.Parse("answer", out _)!];

    /// <summary>True when the sample keeps the rule.</summary>
    public bool Allows(Sample sample) =>
        (Any.Count == 0 || Any.Any(word => Occurs(word, sample)))
        && All.All(word => Occurs(word, sample))
        && !None.Any(word => Occurs(word, sample));

    private bool Occurs(Keyword keyword, Sample sample)
    {
        foreach (var field in _fields)
        {
            if (field(sample).Text is { } text && keyword.OccursIn(text))
            {
                return true;
            }
        }

        return false;
    }
}
