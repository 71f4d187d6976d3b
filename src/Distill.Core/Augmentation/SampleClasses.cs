using Distill.Core.Samples;

namespace Distill.Core.Augmentation;

/// <summary>What a sample's class is, and how the class is read from an answer. Thread-safe when both functions are.</summary>
/// <param name="Of">The class of a sample that is balanced; null when it has none.</param>
/// <param name="Read">The class that an answer names, or null; null in place of the function when answers name no class, so none can be checked.</param>
/// <param name="Label">Name of the label that new rows carry their class under; null when the class is in the answer alone.</param>
public sealed record SampleClasses(Func<Sample, string?> Of, Func<string?, string?>? Read, string? Label = null)
{
    /// <summary>The class that the teacher's answer to a text of this seed must name; null when it is not checked.</summary>
    public string? Expected(Sample seed) => Read is null ? null : Read(seed.Answer) ?? Of(seed);
}
