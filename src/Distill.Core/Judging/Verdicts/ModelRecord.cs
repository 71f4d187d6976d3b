using Distill.Core.Judging.Pairwise;

namespace Distill.Core.Judging.Verdicts;

/// <summary>One model's record over all its pairs, as candidate or as baseline.</summary>
/// <param name="Model">The model.</param>
/// <param name="Gsb">Its pairs.</param>
public sealed record ModelRecord(string Model, GsbCounts Gsb);
