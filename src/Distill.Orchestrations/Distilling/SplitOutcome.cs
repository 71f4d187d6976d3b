namespace Distill.Orchestrations.Distilling;

/// <summary>The parts of the cleaned answers.</summary>
/// <param name="Train">What students learn from.</param>
/// <param name="Validation">What the validation loss is computed on.</param>
/// <param name="Test">What models are compared on; made in the first round and kept.</param>
public sealed record SplitOutcome(DatasetReference Train, DatasetReference Validation, DatasetReference Test);
