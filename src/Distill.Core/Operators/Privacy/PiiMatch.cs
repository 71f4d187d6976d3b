using System.Runtime.InteropServices;

namespace Distill.Core.Operators.Privacy;

/// <summary>A stretch of a text that is personal data.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="End">One past the last unit.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PiiMatch(PiiKind Kind, int Start, int End);
