using Distill.Orchestrations.Distilling;

namespace Distill.Api.Operations;

/// <summary>An operation on a dataset.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">clean, sample, split or export.</param>
/// <param name="Dataset">The dataset that it works on.</param>
/// <param name="Status">As of its orchestration: Pending, Running, Completed, Failed, …</param>
/// <param name="Records">Records of what it made; null before it has ended.</param>
/// <param name="Datasets">The datasets that it made, by role.</param>
/// <param name="File">Where the file it wrote is downloaded; null for none.</param>
/// <param name="Error">What ended it; null when nothing did.</param>
public sealed record OperationView(
    string Id,
    string Kind,
    string Dataset,
    string Status,
    long? Records,
    IReadOnlyDictionary<string, DatasetReference>? Datasets,
    string? File,
    string? Error
);
