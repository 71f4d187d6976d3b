namespace Distill.Orchestrations.Evaluating;

/// <summary>What <c>MatchAnswers</c> needs.</summary>
/// <param name="Evaluation">The evaluation.</param>
/// <param name="Set">The dataset of the evaluation set.</param>
/// <param name="Candidate">The dataset of the candidate's answers.</param>
/// <param name="Baseline">The dataset of the baseline's answers, or null.</param>
public sealed record MatchInput(EvaluationInput Evaluation, string Set, string Candidate, string? Baseline);
