namespace Distill.Core.Feedback.Joining;

/// <summary>What decides the fate of a logged answer.</summary>
/// <param name="Asid">Its id.</param>
/// <param name="Time">When it was asked for; null when the line does not tell.</param>
/// <param name="Alias">The alias that was asked; null when the line does not tell.</param>
/// <param name="IsShadow">True when no user saw it.</param>
internal readonly record struct LoggedAnswer(string Asid, DateTimeOffset? Time, string? Alias, bool IsShadow);
