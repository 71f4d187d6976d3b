using Distill.Core.Feedback.Joining;
using Distill.Orchestrations.Distilling;

namespace Distill.Orchestrations.Turning;

/// <summary>What a turn's join made.</summary>
/// <param name="Joined">The answers with their feedback.</param>
/// <param name="Figures">What was met.</param>
/// <param name="Unrated">Unrated replies that the judge is to score; null when none is.</param>
public sealed record JoinOutcome(DatasetReference Joined, JoinFigures Figures, DatasetReference? Unrated);
