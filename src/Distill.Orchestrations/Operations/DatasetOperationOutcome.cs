using Distill.Orchestrations.Distilling;

namespace Distill.Orchestrations.Operations;

/// <summary>What an operation made.</summary>
/// <param name="Datasets">New datasets by role: <c>result</c>, or <c>train</c>, <c>validation</c>, <c>test</c>.</param>
/// <param name="File">Blob path of the file that was written; null for none.</param>
/// <param name="Records">Records in all of it.</param>
public sealed record DatasetOperationOutcome(IReadOnlyDictionary<string, DatasetReference> Datasets, string? File, long Records);
