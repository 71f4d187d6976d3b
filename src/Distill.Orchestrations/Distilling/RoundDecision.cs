using Distill.Core.Training.Curves;

namespace Distill.Orchestrations.Distilling;

/// <summary>What a round's measurement led to.</summary>
/// <param name="GoalMet">True when a student meets the goal.</param>
/// <param name="AnotherRound">True when another round may mend what is missing.</param>
/// <param name="Student">The best student, or null.</param>
/// <param name="Summary">The decision in a sentence or two.</param>
/// <param name="Next">Parameters of the next round by candidate; a candidate that is absent keeps its own.</param>
public sealed record RoundDecision(
    bool GoalMet,
    bool AnotherRound,
    string? Student,
    string Summary,
    IReadOnlyDictionary<string, TrainingParameters> Next
);
