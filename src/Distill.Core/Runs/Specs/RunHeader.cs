namespace Distill.Core.Runs.Specs;

/// <summary>What the specs of all pipelines have in common.</summary>
/// <param name="Name">Name for people.</param>
/// <param name="Pipeline">What the run does.</param>
/// <param name="SourceFile">The file that the source names, relative to the spec; null for a blob or a dataset.</param>
/// <param name="ModelFields">The configured models that it uses, with the field that names each.</param>
public sealed record RunHeader(string Name, string Pipeline, string? SourceFile, IReadOnlyList<(string Field, string Model)> ModelFields);
