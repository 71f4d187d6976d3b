namespace Distill.Core.Promotion;

/// <summary>Why a rollout cannot rest on a decision record.</summary>
/// <param name="Reason">In a sentence or two, with what to do.</param>
/// <param name="IsOutdated">True when the record was right and the online model has changed since; false when it is no record of this decision.</param>
public sealed record DecisionFault(string Reason, bool IsOutdated = false);
