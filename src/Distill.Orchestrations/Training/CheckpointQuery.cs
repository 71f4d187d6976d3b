namespace Distill.Orchestrations.Training;

/// <summary>Asks for the models that a training may end with.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Training">The training.</param>
/// <param name="Most">Most of its checkpoints, the result among them.</param>
/// <param name="Before">The model that was trained; null when it is no choice.</param>
public sealed record CheckpointQuery(string RunId, TrainingOutcome Training, int Most, string? Before);
