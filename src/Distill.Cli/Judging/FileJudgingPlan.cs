using Distill.Core.Evaluation.Gates;
using Distill.Core.Judging.Pairwise;

namespace Distill.Cli.Judging;

/// <summary>What becomes of the verdicts.</summary>
/// <param name="Combination">How two orders become one outcome.</param>
/// <param name="Gate">The decision rule, or null.</param>
/// <param name="Labels">People's labels: a file, or <c>annotations:PROJECT</c>; null for none.</param>
/// <param name="Scored">Where the samples go with their scores, or null.</param>
internal sealed record FileJudgingPlan(OrderCombination Combination, GateRule? Gate, string? Labels, string? Scored);
