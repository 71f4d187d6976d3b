namespace Distill.Core.Statistics;

/// <summary>How many samples got this pair of scores.</summary>
/// <param name="Student">The student's score.</param>
/// <param name="Teacher">The teacher's score of the same sample.</param>
/// <param name="Count">Samples.</param>
public sealed record PairedScoreCount(double Student, double Teacher, long Count);
