namespace Distill.Core.Judging.Pairwise;

/// <summary>What a judge said of two answers shown in one order.</summary>
/// <param name="Preference">The answer preferred, or null when the judge's text does not say.</param>
/// <param name="Reason">The judge's reason, or null.</param>
/// <param name="Error">Null when valid, else <c>empty</c>, <c>no_verdict</c>, <c>unknown_verdict</c> or <c>several_verdicts</c>.</param>
public sealed record PairVerdict(PairPreference? Preference, string? Reason, string? Error)
{
    private static readonly IReadOnlyDictionary<string, PairPreference> None = new Dictionary<string, PairPreference>();

    /// <summary>The answer preferred by each dimension that was asked for; one that the judge's text does not say is missing.</summary>
    public IReadOnlyDictionary<string, PairPreference> Dimensions { get; init; } = None;

    /// <summary>The answer preferred by a dimension, or null when the judge's text does not say.</summary>
    /// <param name="dimension">A dimension, or <see cref="PairGroup.Overall"/>.</param>
    public PairPreference? By(string dimension) =>
        dimension == PairGroup.Overall ? Preference
        : Dimensions.TryGetValue(dimension, out var preference) ? preference
        : null;
}
