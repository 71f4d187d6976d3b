namespace Distill.Orchestrations.Promoting;

/// <summary>What a person says to a rollout.</summary>
/// <param name="By">Who.</param>
/// <param name="Reason">Why; empty when none was given.</param>
public sealed record RolloutSignal(string By, string Reason = "");
