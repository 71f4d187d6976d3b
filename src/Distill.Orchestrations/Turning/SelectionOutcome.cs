using Distill.Orchestrations.Distilling;

namespace Distill.Orchestrations.Turning;

/// <summary>What a turn's selection made; counts and examples lie in its blob.</summary>
/// <param name="Low">Low replies to annotate; null when there is none.</param>
/// <param name="Disliked">Low replies to compare the models on that the teacher gives a reference for; null when there is none.</param>
/// <param name="LowCount">All low replies, those that are kept for the comparison among them.</param>
/// <param name="Liked">Liked replies.</param>
public sealed record SelectionOutcome(DatasetReference? Low, DatasetReference? Disliked, long LowCount, long Liked);
