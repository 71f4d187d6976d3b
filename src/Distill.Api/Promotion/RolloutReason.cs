namespace Distill.Api.Promotion;

/// <summary>Why a person does something to a rollout.</summary>
/// <param name="Reason">The reason, kept in the trail.</param>
public sealed record RolloutReason(string Reason = "");
