using System.Runtime.InteropServices;
using Distill.Core.Datasets;

namespace Distill.Core.Judging.Verdicts;

/// <summary>What a line of a verdict file held: a verdict, or the reason why it cannot be used.</summary>
/// <param name="Record">The verdict, or null.</param>
/// <param name="Reject">The reason, or null.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct VerdictLine(VerdictRecord? Record, Reject? Reject);
