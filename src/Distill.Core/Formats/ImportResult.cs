using Distill.Core.Datasets;

namespace Distill.Core.Formats;

/// <summary>What came of an import.</summary>
/// <param name="Manifest">The dataset; null when the import failed.</param>
/// <param name="Summary">What was read.</param>
/// <param name="Detection">What the file was taken for.</param>
/// <param name="RejectsPath">Blob of the rejects, also of a failed import; null when there are none.</param>
/// <param name="Failure">Why there is no dataset: what, where, remedy; null when there is one.</param>
public sealed record ImportResult(
    DatasetManifest? Manifest,
    ImportSummary Summary,
    FormatDetection Detection,
    string? RejectsPath,
    string? Failure
);
