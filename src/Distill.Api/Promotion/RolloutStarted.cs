namespace Distill.Api.Promotion;

/// <summary>A rollout that was asked for; its record appears when its first step does.</summary>
/// <param name="RolloutId">Its id.</param>
public sealed record RolloutStarted(string RolloutId);
