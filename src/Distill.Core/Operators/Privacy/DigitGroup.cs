using System.Runtime.InteropServices;

namespace Distill.Core.Operators.Privacy;

/// <summary>Digits in a row.</summary>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="End">One past the last unit.</param>
/// <param name="Before">What parts it from the group before.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DigitGroup(int Start, int End, NumberSeparators Before)
{
    /// <summary>How many digits.</summary>
    public int Length => End - Start;
}
