namespace Distill.Core.Training.Curves;

/// <summary>The parameters of a job as far as a diagnosis may change them.</summary>
/// <param name="Epochs">Passes over the training set.</param>
/// <param name="LearningRateMultiplier">Multiplier of the platform's learning rate.</param>
public sealed record TrainingParameters(int Epochs, double LearningRateMultiplier);
