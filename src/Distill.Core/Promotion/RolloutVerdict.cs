namespace Distill.Core.Promotion;

/// <summary>A look at live traffic, with everything it rests on.</summary>
/// <param name="Action">What follows.</param>
/// <param name="Summary">Why, in a sentence.</param>
/// <param name="Checks">The guards.</param>
public sealed record RolloutVerdict(RolloutAction Action, string Summary, IReadOnlyList<RolloutCheck> Checks);
