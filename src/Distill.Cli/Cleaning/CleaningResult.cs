using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Core.Operators;

namespace Distill.Cli.Cleaning;

/// <summary>What came of cleaning a file.</summary>
/// <param name="Detection">What the file was taken for.</param>
/// <param name="Imported">Records read, and those that could not be.</param>
/// <param name="Kept">Samples written.</param>
/// <param name="Operators">What each operator did.</param>
internal sealed record CleaningResult(
    FormatDetection Detection,
    ImportSummary Imported,
    long Kept,
    IReadOnlyList<OperatorStatistics> Operators
)
{
    /// <summary>Records that are no samples, by reason.</summary>
    public RejectSummary Rejects => Imported.Rejects;

    /// <summary>Samples that an operator dropped.</summary>
    public long Dropped => Imported.Records - Kept;
}
