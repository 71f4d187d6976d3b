using System.Runtime.InteropServices;

namespace Distill.Core.Insight;

/// <summary>How often a number occurs.</summary>
/// <param name="Number">The number; finite.</param>
/// <param name="Count">How often; at least once.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NumberCount(double Number, long Count);
