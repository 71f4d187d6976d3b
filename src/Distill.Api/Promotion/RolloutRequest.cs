using Distill.Core.Promotion;

namespace Distill.Api.Promotion;

/// <summary>Asks for a rollout.</summary>
/// <param name="Model">A configured model, or the id of a trained version.</param>
/// <param name="Alias">The alias that it is to take over. Default <c>online</c>.</param>
/// <param name="Plan">How; null takes the usual steps. A plan without steps replaces the model at once.</param>
/// <param name="RolloutId">Id of the rollout: the same id names the same rollout. Null makes one.</param>
/// <param name="DecisionPath">Blob path of the decision record it rests on; null when a person decided.</param>
/// <param name="DecisionSha256">SHA-256 of the decision record.</param>
public sealed record RolloutRequest(
    string Model,
    string Alias = "online",
    RolloutPlan? Plan = null,
    string? RolloutId = null,
    string? DecisionPath = null,
    string? DecisionSha256 = null
);
