namespace Distill.Core.Annotation;

/// <summary>A version of a project's guidelines.</summary>
/// <param name="Version">Counts from 1.</param>
/// <param name="Text">What annotators go by, Markdown.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="Time">When.</param>
public sealed record GuidelinesVersion(int Version, string Text, string By, DateTimeOffset Time);
