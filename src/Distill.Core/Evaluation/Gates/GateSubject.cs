namespace Distill.Core.Evaluation.Gates;

/// <summary>What a decision is about, so that it cannot be used for anything else.</summary>
/// <param name="Alias">The gateway's alias that would be taken over; null when the evaluation was for none.</param>
/// <param name="Challenger">The model that would take over; null when only a dataset of its answers was evaluated.</param>
/// <param name="Baseline">The model it was compared with; null when only a dataset of its answers was.</param>
public sealed record GateSubject(string? Alias, DecidedModel? Challenger, DecidedModel? Baseline);
