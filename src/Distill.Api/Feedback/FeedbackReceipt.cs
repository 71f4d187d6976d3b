namespace Distill.Api.Feedback;

/// <summary>What became of the events of a request.</summary>
/// <param name="Accepted">How many were new and are kept.</param>
/// <param name="Known">How many had come before.</param>
/// <param name="EventIds">Their ids, in order; an event that came without one has been given one.</param>
public sealed record FeedbackReceipt(int Accepted, int Known, IReadOnlyList<string> EventIds);
