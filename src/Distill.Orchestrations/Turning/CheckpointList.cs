namespace Distill.Orchestrations.Turning;

/// <summary>The models that a training may end with.</summary>
/// <param name="Models">The provider's names; the training's own choice is the last.</param>
public sealed record CheckpointList(IReadOnlyList<string> Models);
