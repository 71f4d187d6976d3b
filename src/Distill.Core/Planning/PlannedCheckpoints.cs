namespace Distill.Core.Planning;

/// <summary>The choice of checkpoints by what their answers to the validation set are worth. A platform that offers fewer costs less.</summary>
/// <param name="Most">Checkpoints of each training that are asked.</param>
/// <param name="IsJudged">True when the judge scores their answers.</param>
public sealed record PlannedCheckpoints(int Most, bool IsJudged);
