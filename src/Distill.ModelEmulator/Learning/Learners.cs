namespace Distill.ModelEmulator.Learning;

/// <summary>Chooses the learner that fits the training pairs and the model that is trained further.</summary>
internal static class Learners
{
    // 400 MB of weights; beyond it a machine of this product's size would swap.
    private const long MostWeights = 100_000_000;

    /// <summary>
    /// A classifier over the distinct answers; a retrieval model when they are more than <see cref="LearnerOptions.MaxClasses"/>, or when on average an
    /// answer has fewer than two examples (then they are texts, not classes). A model that is trained further stays what it is.
    /// </summary>
    /// <param name="options">Capacity, learning rate, decay.</param>
    /// <param name="plan">Hyperparameters; with beta, the pairs have rejected answers.</param>
    /// <param name="training">At least one pair.</param>
    /// <param name="validation">Pairs to measure on.</param>
    /// <param name="cancellationToken">Cancels the preparation.</param>
    /// <param name="earlier">The model to go on from, or null.</param>
    public static ILearner Create(
        LearnerOptions options,
        TrainingPlan plan,
        IReadOnlyList<TrainingPair> training,
        IReadOnlyList<TrainingPair> validation,
        CancellationToken cancellationToken,
        LearnedModel? earlier = null
    )
    {
        if (earlier is RetrievalModel || (earlier is null && IsOpenEnded(options, training)))
        {
            return new RetrievalLearner(options, plan, training, validation, cancellationToken, earlier as RetrievalModel);
        }

        var start = earlier as ClassifierModel;
        return plan.Beta is null
            ? ClassifierLearner.Create(options, plan, training, validation, cancellationToken, start)
            : PreferenceLearner.Create(options, plan, training, validation, cancellationToken, start);
    }

    private static bool IsOpenEnded(LearnerOptions options, IReadOnlyList<TrainingPair> training)
    {
        var answers = training.Select(pair => pair.Answer).Distinct(StringComparer.Ordinal).Count();
        return answers > options.MaxClasses
            || (answers > 8 && answers * 2 > training.Count)
            || (long)answers << options.BucketBits > MostWeights * 4;
    }
}
