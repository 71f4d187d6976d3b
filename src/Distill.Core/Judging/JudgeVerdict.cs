namespace Distill.Core.Judging;

/// <summary>What a judge said of an answer.</summary>
/// <param name="Score">The score on the scale, or null when the judge's text holds none: an invalid verdict is counted, never scored.</param>
/// <param name="Reason">The judge's reason, or null.</param>
/// <param name="Error">Null when valid, else <c>empty</c>, <c>no_score</c>, <c>not_a_number</c>, <c>out_of_scale</c> or <c>several_scores</c>.</param>
public sealed record JudgeVerdict(int? Score, string? Reason, string? Error);
