namespace Distill.ModelEmulator.Learning;

/// <summary>A training example.</summary>
/// <param name="Features">The prompt.</param>
/// <param name="Target">Index of the right class.</param>
internal readonly record struct Example(SparseVector Features, int Target);
