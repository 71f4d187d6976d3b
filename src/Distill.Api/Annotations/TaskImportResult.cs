using Distill.Core.Datasets;

namespace Distill.Api.Annotations;

/// <summary>What came of samples that were sent to become tasks.</summary>
/// <param name="Added">Tasks made.</param>
/// <param name="Known">Samples that had a task already.</param>
/// <param name="Rejects">Lines that are no samples, with field, reason and remedy; the first 1,000.</param>
public sealed record TaskImportResult(int Added, int Known, IReadOnlyList<Reject> Rejects);
