namespace Distill.Core.Formats.Writing;

/// <summary>Samples that a format has no place for.</summary>
/// <param name="Count">How many.</param>
/// <param name="FirstId">Id of the first.</param>
public sealed record SkippedSamples(long Count, string FirstId);
