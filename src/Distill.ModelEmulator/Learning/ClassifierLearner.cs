namespace Distill.ModelEmulator.Learning;

/// <summary>Learns to choose among the distinct answers of the training pairs, and of the model it goes on from.</summary>
internal sealed class ClassifierLearner : SoftmaxLearner<Example>
{
    private readonly ClassifierStart start;
    private readonly SoftmaxClassifier classifier;
    private readonly float[] buffer;

    private ClassifierLearner(
        LearnerOptions options,
        TrainingPlan plan,
        ClassifierStart start,
        SoftmaxClassifier classifier,
        Example[] training,
        Example[] validation
    )
        : base(options, plan, training, validation)
    {
        this.start = start;
        this.classifier = classifier;
        buffer = new float[Math.Max(plan.BatchSize, 1) * classifier.Classes];
    }

    /// <summary>Prepares a training.</summary>
    /// <param name="options">Capacity, learning rate, decay.</param>
    /// <param name="plan">Hyperparameters.</param>
    /// <param name="training">At least one pair.</param>
    /// <param name="validation">Pairs to measure on; an answer that training lacks can never be right and costs the most.</param>
    /// <param name="cancellationToken">Cancels the preparation.</param>
    /// <param name="earlier">The model to go on from, or null.</param>
    public static ClassifierLearner Create(
        LearnerOptions options,
        TrainingPlan plan,
        IReadOnlyList<TrainingPair> training,
        IReadOnlyList<TrainingPair> validation,
        CancellationToken cancellationToken,
        ClassifierModel? earlier = null
    )
    {
        var begin = ClassifierStart.Of(options, earlier, training, cancellationToken);
        // Answers that only validation has share one more class that no training example ever raises.
        var unknown = validation.Any(pair => begin.ClassOf(pair.Answer) < 0);
        var weights = unknown ? begin.Classifier.Grow(begin.Space.Rows, begin.Answers.Count + 1) : begin.Classifier;
        return new ClassifierLearner(options, plan, begin, weights, Examples(training), Examples(validation));

        Example[] Examples(IReadOnlyList<TrainingPair> pairs) => ToExamples(begin, pairs, cancellationToken);
    }

    /// <inheritdoc />
    public override LearnedModel Snapshot() =>
        new ClassifierModel(
            start.Space,
            start.Answers.Count == classifier.Classes ? start.Answers : [.. start.Answers, ""],
            classifier.Copy()
        );

    /// <inheritdoc />
    protected override (double Loss, double Accuracy) Step(ReadOnlySpan<Example> batch, double learningRate) =>
        classifier.Step(batch, learningRate, L2, buffer);

    /// <inheritdoc />
    protected override (double Loss, bool Right) Measure(Example example) =>
        classifier.Measure(example, buffer.AsSpan(0, classifier.Classes));

    private static Example[] ToExamples(ClassifierStart start, IReadOnlyList<TrainingPair> pairs, CancellationToken cancellationToken)
    {
        var result = new Example[pairs.Count];
        for (var i = 0; i < result.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var target = start.ClassOf(pairs[i].Answer);
            result[i] = new Example(start.Space.Vectorise(pairs[i].Prompt), target < 0 ? start.Answers.Count : target);
        }

        return result;
    }
}
