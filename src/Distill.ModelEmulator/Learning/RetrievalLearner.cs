using Distill.ModelEmulator.Text;

namespace Distill.ModelEmulator.Learning;

/// <summary>Learns open-ended answers by heart: each step adds its batch to an index of prompts.</summary>
/// <remarks>
/// A loss of this kind of model is <c>1 - overlap</c> of the answer it gives before the step with the answer wanted (character bigram F1), its accuracy the
/// share given word for word. Passes after the first find every prompt in the index, as a model that has learned by heart does.
/// </remarks>
internal sealed class RetrievalLearner : ILearner
{
    private readonly TrainingPlan plan;
    private readonly FeatureSpace space;
    private readonly (SparseVector Prompt, string Answer)[] training;
    private readonly (SparseVector Prompt, string Answer)[] validation;
    private readonly PromptIndex index;
    private readonly List<SparseVector> prompts = [];
    private readonly List<string> answers = [];
    private int validationCursor;

    /// <summary>Prepares a training.</summary>
    public RetrievalLearner(
        LearnerOptions options,
        TrainingPlan plan,
        IReadOnlyList<TrainingPair> training,
        IReadOnlyList<TrainingPair> validation,
        CancellationToken cancellationToken
    )
    {
        this.plan = plan;
        space = FeatureSpace.Learn(options, [.. training.Select(pair => pair.Prompt)], cancellationToken);
        this.training = [.. training.Select(pair => (space.Vectorise(pair.Prompt), pair.Answer))];
        this.validation = [.. validation.Select(pair => (space.Vectorise(pair.Prompt), pair.Answer))];
        index = new PromptIndex(space.Rows);
    }

    /// <inheritdoc />
    public IEnumerable<TrainingStep> Train()
    {
        new Random(plan.Seed).Shuffle(training);
        var stepsAnEpoch = (training.Length + plan.BatchSize - 1) / plan.BatchSize;
        for (var step = 1; step <= plan.Epochs * stepsAnEpoch; step++)
        {
            var inEpoch = (step - 1) % stepsAnEpoch;
            var epoch = ((step - 1) / stepsAnEpoch) + 1;
            var batch = training.AsMemory(inEpoch * plan.BatchSize);
            batch = batch[..Math.Min(plan.BatchSize, batch.Length)];
            var (loss, accuracy) = Measure(batch.Span);
            if (epoch == 1)
            {
                Learn(batch.Span);
            }

            var endsEpoch = inEpoch == stepsAnEpoch - 1;
            var (validLoss, validAccuracy) = Validate(endsEpoch);
            yield return new TrainingStep(step, epoch, loss, accuracy, validLoss, validAccuracy, endsEpoch);
        }
    }

    /// <inheritdoc />
    public LearnedModel Snapshot() => new RetrievalModel(space, [.. answers], [.. prompts]);

    private void Learn(ReadOnlySpan<(SparseVector Prompt, string Answer)> batch)
    {
        foreach (var (prompt, answer) in batch)
        {
            index.Add(prompt);
            prompts.Add(prompt);
            answers.Add(answer);
        }
    }

    private (double? Loss, double? Accuracy) Validate(bool whole)
    {
        if (validation.Length == 0)
        {
            return (null, null);
        }

        var count = whole ? validation.Length : Math.Min(plan.BatchSize, validation.Length - validationCursor);
        var start = whole ? 0 : validationCursor;
        validationCursor = whole ? validationCursor : (validationCursor + count) % validation.Length;
        return Measure(validation.AsSpan(start, count));
    }

    private (double Loss, double Accuracy) Measure(ReadOnlySpan<(SparseVector Prompt, string Answer)> pairs)
    {
        var (loss, right) = (0.0, 0);
        foreach (var (prompt, wanted) in pairs)
        {
            var near = index.Nearest(prompt, 1);
            var given = near.Length == 0 ? "" : answers[near[0].Position];
            loss += 1 - TextSimilarity.BigramF1(given, wanted);
            right += string.Equals(given, wanted, StringComparison.Ordinal) ? 1 : 0;
        }

        return (loss / pairs.Length, (double)right / pairs.Length);
    }
}
