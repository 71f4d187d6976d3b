namespace Distill.Core.Feedback;

/// <summary>What is wrong with an event.</summary>
/// <param name="Field">The field.</param>
/// <param name="Message">What is wrong, and what is wanted.</param>
public sealed record FeedbackFault(string Field, string Message);
