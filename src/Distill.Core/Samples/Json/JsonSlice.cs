namespace Distill.Core.Samples.Json;

/// <summary>Where a string lies in a JSON text, without its quotes, and what is known of it.</summary>
/// <param name="Start">Offset of its first byte.</param>
/// <param name="Length">Its length in bytes, as written.</param>
/// <param name="Escaped">True when it has a backslash.</param>
/// <param name="NonAscii">False when all its bytes are ASCII; true also when only bytes near it are not.</param>
/// <param name="Foreign">True when an escape in it may be one that <see cref="JsonTextWriter"/> does not write.</param>
internal readonly record struct JsonSlice(int Start, int Length, bool Escaped, bool NonAscii, bool Foreign);
