namespace Distill.ModelEmulator.Learning;

/// <summary>The hyperparameters of a training.</summary>
/// <param name="Epochs">Passes.</param>
/// <param name="BatchSize">Examples a step.</param>
/// <param name="LearningRateMultiplier">Factor on the learner's own rate.</param>
/// <param name="Seed">Order of the examples.</param>
/// <param name="Beta">How closely preference training keeps to the model it starts from, greater than 0; null in supervised training.</param>
internal sealed record TrainingPlan(int Epochs, int BatchSize, double LearningRateMultiplier, int Seed, double? Beta = null);
