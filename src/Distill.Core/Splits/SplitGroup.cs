namespace Distill.Core.Splits;

/// <summary>Samples that must stay together.</summary>
/// <param name="Number">Number of the group.</param>
/// <param name="Label">Its most frequent class.</param>
/// <param name="Size">Its samples.</param>
/// <param name="Hash">Hash of its first prompt.</param>
internal sealed record SplitGroup(int Number, string Label, int Size, UInt128 Hash);
