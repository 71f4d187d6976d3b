using Distill.Core.Judging.Pairwise;

namespace Distill.Core.Evaluation.Gates;

/// <summary>The challenger against the baseline on one slice.</summary>
/// <param name="Name">The slice, for example <c>feedback=disliked</c>.</param>
/// <param name="Gsb">Samples won, tied and lost.</param>
public sealed record GateSlice(string Name, GsbCounts Gsb);
