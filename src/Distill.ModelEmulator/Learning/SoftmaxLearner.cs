namespace Distill.ModelEmulator.Learning;

/// <summary>Trains a softmax classifier by mini-batch gradient descent. Not thread-safe.</summary>
/// <param name="options">Learning rate, decay.</param>
/// <param name="plan">Hyperparameters.</param>
/// <param name="training">Examples, at least one.</param>
/// <param name="validation">Examples to measure on; may be none.</param>
internal abstract class SoftmaxLearner<TExample>(LearnerOptions options, TrainingPlan plan, TExample[] training, TExample[] validation)
    : ILearner
{
    private int validationCursor;

    /// <summary>Hyperparameters.</summary>
    protected TrainingPlan Plan { get; } = plan;

    /// <summary>Weight decay.</summary>
    protected double L2 => options.L2;

    /// <inheritdoc />
    public IEnumerable<TrainingStep> Train()
    {
        var random = new Random(Plan.Seed);
        var stepsAnEpoch = (training.Length + Plan.BatchSize - 1) / Plan.BatchSize;
        var steps = Plan.Epochs * stepsAnEpoch;
        for (var step = 1; step <= steps; step++)
        {
            var inEpoch = (step - 1) % stepsAnEpoch;
            if (inEpoch == 0)
            {
                random.Shuffle(training);
            }

            var batch = training.AsSpan(inEpoch * Plan.BatchSize);
            var rate = options.LearningRate * Plan.LearningRateMultiplier * Schedule(step, steps);
            var (loss, accuracy) = Step(batch[..Math.Min(Plan.BatchSize, batch.Length)], rate);
            var endsEpoch = inEpoch == stepsAnEpoch - 1;
            var (validLoss, validAccuracy) = Validate(endsEpoch);
            yield return new TrainingStep(step, ((step - 1) / stepsAnEpoch) + 1, loss, accuracy, validLoss, validAccuracy, endsEpoch);
        }
    }

    /// <inheritdoc />
    public abstract LearnedModel Snapshot();

    /// <summary>One step on a batch: its mean loss and the share of right examples before the step.</summary>
    protected abstract (double Loss, double Accuracy) Step(ReadOnlySpan<TExample> batch, double learningRate);

    /// <summary>Loss of one example, and whether it is right.</summary>
    protected abstract (double Loss, bool Right) Measure(TExample example);

    // Warm-up over the first tenth, then linear decay to a tenth: without warm-up the first steps overshoot and the curve starts with a peak.
    private static double Schedule(int step, int steps) => Math.Min(10.0 * step / steps, 1 - (0.9 * (step - 1) / steps));

    private (double? Loss, double? Accuracy) Validate(bool whole)
    {
        if (validation.Length == 0)
        {
            return (null, null);
        }

        var count = whole ? validation.Length : Math.Min(Plan.BatchSize, validation.Length);
        var start = whole ? 0 : validationCursor;
        validationCursor = whole ? validationCursor : (validationCursor + count) % validation.Length;
        var (loss, right) = (0.0, 0);
        for (var i = 0; i < count; i++)
        {
            var (exampleLoss, isRight) = Measure(validation[(start + i) % validation.Length]);
            loss += exampleLoss;
            right += isRight ? 1 : 0;
        }

        return (loss / count, (double)right / count);
    }
}
