using Distill.Orchestrations.Distilling;

namespace Distill.Orchestrations.Augmenting;

/// <summary>What students of a round learn from.</summary>
/// <param name="Train">The training set.</param>
/// <param name="File">The training file's part of the round, see <c>RunPaths.TrainingFile</c>.</param>
/// <param name="Added">New rows in it.</param>
/// <param name="Dropped">New texts and answers that came to nothing.</param>
public sealed record AugmentedTraining(DatasetReference Train, string File, long Added = 0, long Dropped = 0)
{
    /// <summary>The part that holds the training set as the split made it.</summary>
    public const string Plain = "train";

    /// <summary>The part that holds the training set with new rows.</summary>
    public const string Augmented = "train-augmented";
}
