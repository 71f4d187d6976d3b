using Distill.Core.Samples;

namespace Distill.Core.Operators;

/// <summary>What came of a sample.</summary>
/// <param name="Sample">The sample as the recipe left it; of a dropped one, as it stood before the operator that dropped it.</param>
/// <param name="Operator">The operator that dropped it, or null when it was kept.</param>
/// <param name="Drop">Why it was dropped, or null when it was kept.</param>
public sealed record CleaningOutcome(Sample Sample, string? Operator = null, Drop? Drop = null)
{
    /// <summary>True when the sample goes on.</summary>
    public bool Kept => Drop is null;
}
