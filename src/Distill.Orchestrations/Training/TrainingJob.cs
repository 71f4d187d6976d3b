namespace Distill.Orchestrations.Training;

/// <summary>A job that was started.</summary>
/// <param name="Input">The candidate and its round.</param>
/// <param name="JobId">The platform's id.</param>
public sealed record TrainingJob(TrainingInput Input, string JobId);
