namespace Distill.ModelEmulator.Learning;

/// <summary>Chooses the learner that fits the training pairs.</summary>
internal static class Learners
{
    // 400 MB of weights; beyond it a machine of this product's size would swap.
    private const long MostWeights = 100_000_000;

    /// <summary>
    /// A classifier over the distinct answers; a retrieval model when they are more than <see cref="LearnerOptions.MaxClasses"/>, or when on average an
    /// answer has fewer than two examples (then they are texts, not classes).
    /// </summary>
    public static ILearner Create(
        LearnerOptions options,
        TrainingPlan plan,
        IReadOnlyList<TrainingPair> training,
        IReadOnlyList<TrainingPair> validation,
        CancellationToken cancellationToken
    )
    {
        var answers = training.Select(pair => pair.Answer).Distinct(StringComparer.Ordinal).Count();
        var isOpenEnded =
            answers > options.MaxClasses
            || (answers > 8 && answers * 2 > training.Count)
            || (long)answers << options.BucketBits > MostWeights * 4;
        return isOpenEnded
            ? new RetrievalLearner(options, plan, training, validation, cancellationToken)
            : new ClassifierLearner(options, plan, training, validation, cancellationToken);
    }
}
