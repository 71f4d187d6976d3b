using Distill.Core.Formats;

namespace Distill.Cli.Sampling;

/// <summary>A file that was sampled.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Detection">What it was taken for.</param>
/// <param name="Summary">What was read.</param>
internal sealed record SampledFile(string Path, FormatDetection Detection, ImportSummary Summary);
