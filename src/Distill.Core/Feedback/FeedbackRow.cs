namespace Distill.Core.Feedback;

/// <summary>One record of a file of events.</summary>
/// <param name="Line">Its first line, from 1.</param>
/// <param name="Fields">Its fields; null when the record cannot be read.</param>
/// <param name="Fault">Why it cannot be; null when it can.</param>
public sealed record FeedbackRow(long Line, FeedbackFields? Fields, FeedbackFault? Fault);
