namespace Distill.Orchestrations.Annotating;

/// <summary>What <see cref="AnnotationWait"/> waits for.</summary>
/// <param name="Project">The project.</param>
/// <param name="RoundId">The round.</param>
/// <param name="Until">When it waits no longer; null is until all tasks have ended.</param>
/// <param name="PollSeconds">Seconds between two looks.</param>
public sealed record AnnotationWaitInput(string Project, string RoundId, DateTimeOffset? Until, int PollSeconds);
