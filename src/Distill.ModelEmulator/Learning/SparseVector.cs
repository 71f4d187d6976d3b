namespace Distill.ModelEmulator.Learning;

/// <summary>A vector with few entries that are not zero.</summary>
/// <param name="Rows">Their positions, ascending.</param>
/// <param name="Values">Their values; as long as <paramref name="Rows"/>.</param>
internal readonly record struct SparseVector(ReadOnlyMemory<int> Rows, ReadOnlyMemory<float> Values);
