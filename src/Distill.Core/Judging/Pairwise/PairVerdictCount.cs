using System.Runtime.InteropServices;

namespace Distill.Core.Judging.Pairwise;

/// <summary>How many pairs got these two verdicts.</summary>
/// <param name="Judgement">The verdicts of both orders.</param>
/// <param name="Count">Pairs.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PairVerdictCount(PairJudgement Judgement, long Count);
