namespace Distill.ModelEmulator.Learning;

/// <summary>A pair of answers to train on.</summary>
/// <param name="Features">The prompt.</param>
/// <param name="Chosen">Index of the answer wanted.</param>
/// <param name="Rejected">Index of the answer to keep from.</param>
/// <param name="Reference"><c>ln p(chosen) - ln p(rejected)</c> of the model the training starts from.</param>
internal readonly record struct PreferenceExample(SparseVector Features, int Chosen, int Rejected, float Reference);
