using Distill.ModelEmulator.Learning;

namespace Distill.ModelEmulator.FineTuning;

/// <summary>What a job trains and measures on.</summary>
/// <param name="Training">Pairs to learn.</param>
/// <param name="Validation">Pairs to measure on; may be none.</param>
/// <param name="Tokens">Tokens of the training file.</param>
internal sealed record TrainingSet(IReadOnlyList<TrainingPair> Training, IReadOnlyList<TrainingPair> Validation, long Tokens)
{
    /// <summary>A set with the given validation pairs, or with a share of the training pairs when there are none.</summary>
    public static TrainingSet Create(List<TrainingPair> training, List<TrainingPair> validation, double share, int seed, long tokens)
    {
        var held = validation.Count > 0 ? 0 : (int)(training.Count * share);
        if (held == 0)
        {
            return new TrainingSet(training, validation, tokens);
        }

        var shuffled = training.ToArray();
        new Random(seed).Shuffle(shuffled);
        return new TrainingSet(shuffled[held..], shuffled[..held], tokens);
    }
}
