namespace Distill.Orchestrations.Training;

/// <summary>The models that a training may end with.</summary>
/// <param name="Models">The provider's names, earlier ones first; the training's own choice is among them.</param>
public sealed record CheckpointList(IReadOnlyList<string> Models);
