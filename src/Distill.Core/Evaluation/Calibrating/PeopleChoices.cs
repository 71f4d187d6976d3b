namespace Distill.Core.Evaluation.Calibrating;

/// <summary>The choices that a judge is held against, and where they come from.</summary>
/// <param name="Summary">Where from.</param>
/// <param name="Choices">The choices, in the order of their tasks' ids.</param>
public sealed record PeopleChoices(PeopleSummary Summary, IReadOnlyList<AnnotatedChoice> Choices);
