namespace Distill.Core.Feedback.Joining;

/// <summary>What a join of files met.</summary>
/// <param name="Joined">Answers and events.</param>
/// <param name="Outside">Answers outside the window, left out.</param>
/// <param name="MatchedEvents">Events of answers that were joined.</param>
/// <param name="LeftEvents">Events of answers that the logs have and that were left out.</param>
/// <param name="UnknownEvents">Events of answers that no log has.</param>
public sealed record FileJoinFigures(JoinFigures Joined, long Outside, long MatchedEvents, long LeftEvents, long UnknownEvents);
