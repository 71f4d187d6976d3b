namespace Distill.Orchestrations.Training;

/// <summary>Where a job stands.</summary>
/// <param name="Status">The platform's word for it.</param>
/// <param name="Ended">True when it will not change any more.</param>
/// <param name="Message">The newest event, or null.</param>
public sealed record TrainingState(string Status, bool Ended, string? Message);
