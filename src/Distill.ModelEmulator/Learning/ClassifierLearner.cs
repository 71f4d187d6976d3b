namespace Distill.ModelEmulator.Learning;

/// <summary>Learns to choose among the distinct answers of the training pairs, by mini-batch gradient descent.</summary>
internal sealed class ClassifierLearner : ILearner
{
    private readonly LearnerOptions options;
    private readonly TrainingPlan plan;
    private readonly FeatureSpace space;
    private readonly string[] answers;
    private readonly Example[] training;
    private readonly Example[] validation;
    private readonly SoftmaxClassifier classifier;
    private readonly float[] buffer;
    private int validationCursor;

    /// <summary>Prepares a training.</summary>
    /// <param name="options">Capacity, learning rate, decay.</param>
    /// <param name="plan">Hyperparameters.</param>
    /// <param name="training">At least one pair.</param>
    /// <param name="validation">Pairs to measure on; an answer that training lacks can never be right and costs the most.</param>
    /// <param name="cancellationToken">Cancels the preparation.</param>
    public ClassifierLearner(
        LearnerOptions options,
        TrainingPlan plan,
        IReadOnlyList<TrainingPair> training,
        IReadOnlyList<TrainingPair> validation,
        CancellationToken cancellationToken
    )
    {
        this.options = options;
        this.plan = plan;
        space = FeatureSpace.Learn(options, [.. training.Select(pair => pair.Prompt)], cancellationToken);
        answers = [.. training.Select(pair => pair.Answer).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var unknown = validation.Any(pair => Array.BinarySearch(answers, pair.Answer, StringComparer.Ordinal) < 0);
        this.training = ToExamples(training, cancellationToken);
        this.validation = ToExamples(validation, cancellationToken);
        // Answers that only validation has share one more class that no training example ever raises.
        classifier = new SoftmaxClassifier(space.Rows, answers.Length + (unknown ? 1 : 0));
        buffer = new float[Math.Max(plan.BatchSize, 1) * classifier.Classes];
    }

    /// <inheritdoc />
    public IEnumerable<TrainingStep> Train()
    {
        var random = new Random(plan.Seed);
        var stepsAnEpoch = (training.Length + plan.BatchSize - 1) / plan.BatchSize;
        var steps = plan.Epochs * stepsAnEpoch;
        for (var step = 1; step <= steps; step++)
        {
            var inEpoch = (step - 1) % stepsAnEpoch;
            if (inEpoch == 0)
            {
                random.Shuffle(training);
            }

            var batch = training.AsSpan(inEpoch * plan.BatchSize);
            var rate = options.LearningRate * plan.LearningRateMultiplier * Schedule(step, steps);
            var (loss, accuracy) = classifier.Step(batch[..Math.Min(plan.BatchSize, batch.Length)], rate, options.L2, buffer);
            var endsEpoch = inEpoch == stepsAnEpoch - 1;
            var (validLoss, validAccuracy) = Validate(endsEpoch);
            yield return new TrainingStep(step, ((step - 1) / stepsAnEpoch) + 1, loss, accuracy, validLoss, validAccuracy, endsEpoch);
        }
    }

    /// <inheritdoc />
    public LearnedModel Snapshot() =>
        new ClassifierModel(space, answers.Length == classifier.Classes ? answers : [.. answers, ""], classifier.Copy());

    // Warm-up over the first tenth, then linear decay to a tenth: without warm-up the first steps overshoot and the curve starts with a peak.
    private static double Schedule(int step, int steps) => Math.Min(10.0 * step / steps, 1 - (0.9 * (step - 1) / steps));

    private (double? Loss, double? Accuracy) Validate(bool whole)
    {
        if (validation.Length == 0)
        {
            return (null, null);
        }

        var count = whole ? validation.Length : Math.Min(plan.BatchSize, validation.Length);
        var start = whole ? 0 : validationCursor;
        validationCursor = whole ? validationCursor : (validationCursor + count) % validation.Length;
        var (loss, right) = (0.0, 0);
        for (var i = 0; i < count; i++)
        {
            var (exampleLoss, isRight) = classifier.Measure(
                validation[(start + i) % validation.Length],
                buffer.AsSpan(0, classifier.Classes)
            );
            loss += exampleLoss;
            right += isRight ? 1 : 0;
        }

        return (loss / count, (double)right / count);
    }

    private Example[] ToExamples(IReadOnlyList<TrainingPair> pairs, CancellationToken cancellationToken)
    {
        var result = new Example[pairs.Count];
        for (var i = 0; i < result.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var target = Array.BinarySearch(answers, pairs[i].Answer, StringComparer.Ordinal);
            result[i] = new Example(space.Vectorise(pairs[i].Prompt), target < 0 ? answers.Length : target);
        }

        return result;
    }
}
