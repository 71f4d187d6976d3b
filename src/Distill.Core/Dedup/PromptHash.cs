using System.IO.Hashing;
using System.Runtime.InteropServices;
using Distill.Core.Normalization;

namespace Distill.Core.Dedup;

/// <summary>The identity of a prompt for deduplication.</summary>
public static class PromptHash
{
    /// <summary>XxHash128 of the text's key (<see cref="TextKey"/>): case, width and white space do not matter. Collisions do not happen at any real size.</summary>
    public static UInt128 Of(string text) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(TextKey.Of(text).AsSpan()));
}
