namespace Distill.Core.Promotion;

/// <summary>One guard with the numbers it rests on.</summary>
/// <param name="Name"><c>errors</c>, <c>latency</c> or <c>likes</c>.</param>
/// <param name="Breached">True when the limit is shown to be passed.</param>
/// <param name="Measured">A difference of shares, or a ratio; null while there is too little traffic.</param>
/// <param name="Limit">What is accepted.</param>
/// <param name="Reason">The guard in a sentence.</param>
public sealed record RolloutCheck(string Name, bool Breached, double? Measured, double Limit, string Reason);
