namespace Distill.Core.Judging.Rubrics;

/// <summary>What a judge said of an answer by a rubric.</summary>
/// <param name="Scores">The score of every dimension; empty when invalid, because a part of a verdict is none.</param>
/// <param name="Overall">Their weighted mean on the scale; null when invalid.</param>
/// <param name="Reason">The judge's reason, or null.</param>
/// <param name="Error">Null when valid, else <c>empty</c>, <c>no_score</c>, or the dimension and what is wrong with it: <c>logic: out_of_scale</c>.</param>
public sealed record RubricVerdict(IReadOnlyDictionary<string, int> Scores, double? Overall, string? Reason, string? Error);
