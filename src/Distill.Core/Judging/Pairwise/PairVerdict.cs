namespace Distill.Core.Judging.Pairwise;

/// <summary>What a judge said of two answers shown in one order.</summary>
/// <param name="Preference">The answer preferred, or null when the judge's text does not say.</param>
/// <param name="Reason">The judge's reason, or null.</param>
/// <param name="Error">Null when valid, else <c>empty</c>, <c>no_verdict</c>, <c>unknown_verdict</c> or <c>several_verdicts</c>.</param>
public sealed record PairVerdict(PairPreference? Preference, string? Reason, string? Error);
