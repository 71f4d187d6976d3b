namespace Distill.Core.Models;

/// <summary>One time that a version went online.</summary>
/// <param name="Rollout">Id of the rollout.</param>
/// <param name="Alias">The alias that it took over.</param>
/// <param name="PromotedAt">When it had all the traffic.</param>
/// <param name="RolledBackAt">When it was taken back; null when it was not.</param>
public sealed record ModelPromotion(string Rollout, string Alias, DateTimeOffset PromotedAt, DateTimeOffset? RolledBackAt = null);
