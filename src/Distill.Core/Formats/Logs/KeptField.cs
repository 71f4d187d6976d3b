using System.Runtime.InteropServices;

namespace Distill.Core.Formats.Logs;

/// <summary>A field that goes under <c>meta</c>.</summary>
/// <param name="Group">Where it stands.</param>
/// <param name="IsLoose">True when its value is not written as it stands.</param>
/// <param name="NameStart">Where its name begins in the line.</param>
/// <param name="NameLength">Length of its name.</param>
/// <param name="Start">Where its value begins.</param>
/// <param name="Length">Length of its value.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KeptField(KeptGroup Group, bool IsLoose, int NameStart, int NameLength, int Start, int Length);
