namespace Distill.Core.Training;

/// <summary>A model saved during training.</summary>
/// <param name="Model">Its name, usable for inference.</param>
/// <param name="Step">Step it was taken at.</param>
/// <param name="ValidationLoss">Loss on the whole validation set, or null.</param>
public sealed record FineTuningCheckpoint(string Model, int Step, double? ValidationLoss);
