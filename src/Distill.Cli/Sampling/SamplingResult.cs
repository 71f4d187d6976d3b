using Distill.Core.Datasets;
using Distill.Core.Formats.Writing;
using Distill.Core.Sampling;

namespace Distill.Cli.Sampling;

/// <summary>What came of sampling files.</summary>
/// <param name="Files">The files.</param>
/// <param name="Rejects">Records that are no samples, by reason.</param>
/// <param name="Statistics">What matched and was taken.</param>
/// <param name="Skipped">Samples that the output's format has no place for.</param>
internal sealed record SamplingResult(
    IReadOnlyList<SampledFile> Files,
    RejectSummary Rejects,
    SamplingStatistics Statistics,
    IReadOnlyDictionary<string, SkippedSamples> Skipped
);
