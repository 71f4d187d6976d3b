using Distill.ModelEmulator.Text;

namespace Distill.ModelEmulator.Learning;

/// <summary>Learns open-ended answers by heart: each step adds its batch to an index of prompts.</summary>
/// <remarks>
/// A loss of this kind of model is <c>1 - overlap</c> of the answer it gives before the step with the answer wanted (character bigram F1), its accuracy the
/// share given word for word. Passes after the first find every prompt in the index, as a model that has learned by heart does. Of a pair to prefer by, the
/// rejected answer is forgotten where its prompt was learned; the loss is <c>(1 - margin) / 2</c> with the margin of the overlaps with the two answers, and
/// a pair is right when the margin is above 0.
/// </remarks>
internal sealed class RetrievalLearner : ILearner
{
    // A prompt that was learned in a narrower space is not quite the same vector in a wider one.
    private const float SamePrompt = 0.95f;
    private const int Neighbours = 5;
    private readonly TrainingPlan plan;
    private readonly FeatureSpace space;
    private readonly Lesson[] training;
    private readonly Lesson[] validation;
    private readonly PromptIndex index;
    private readonly List<SparseVector> prompts = [];
    private readonly List<string> answers = [];
    private int validationCursor;

    /// <summary>Prepares a training; with an earlier model, of what it knows and more.</summary>
    public RetrievalLearner(
        LearnerOptions options,
        TrainingPlan plan,
        IReadOnlyList<TrainingPair> training,
        IReadOnlyList<TrainingPair> validation,
        CancellationToken cancellationToken,
        RetrievalModel? earlier = null
    )
    {
        this.plan = plan;
        string[] texts = [.. training.Select(pair => pair.Prompt)];
        space = earlier?.Space.Extend(texts, cancellationToken) ?? FeatureSpace.Learn(options, texts, cancellationToken);
        this.training = [.. training.Select(ToLesson)];
        this.validation = [.. validation.Select(ToLesson)];
        index = new PromptIndex(space.Rows);
        for (var i = 0; i < earlier?.Prompts.Count; i++)
        {
            Learn(earlier.Prompts[i], earlier.Answers[i]);
        }
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
    public LearnedModel Snapshot()
    {
        var kept = Enumerable.Range(0, answers.Count).Where(position => !index.IsRemoved(position)).ToList();
        return new RetrievalModel(space, [.. kept.Select(position => answers[position])], [.. kept.Select(position => prompts[position])]);
    }

    private Lesson ToLesson(TrainingPair pair) => new(space.Vectorise(pair.Prompt), pair.Answer, pair.Rejected);

    private void Learn(ReadOnlySpan<Lesson> batch)
    {
        foreach (var lesson in batch)
        {
            if (lesson.Rejected is { } rejected)
            {
                Forget(lesson.Prompt, rejected);
            }

            Learn(lesson.Prompt, lesson.Answer);
        }
    }

    private void Learn(SparseVector prompt, string answer)
    {
        index.Add(prompt);
        prompts.Add(prompt);
        answers.Add(answer);
    }

    private void Forget(SparseVector prompt, string rejected)
    {
        foreach (var (position, cosine) in index.Nearest(prompt, Neighbours))
        {
            if (cosine >= SamePrompt && string.Equals(answers[position], rejected, StringComparison.Ordinal))
            {
                index.Remove(position);
            }
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

    private (double Loss, double Accuracy) Measure(ReadOnlySpan<Lesson> lessons)
    {
        var (loss, right) = (0.0, 0);
        foreach (var lesson in lessons)
        {
            var near = index.Nearest(lesson.Prompt, 1);
            var (lessonLoss, isRight) = lesson.Measure(near.Length == 0 ? "" : answers[near[0].Position]);
            loss += lessonLoss;
            right += isRight ? 1 : 0;
        }

        return (loss / lessons.Length, (double)right / lessons.Length);
    }

    private readonly record struct Lesson(SparseVector Prompt, string Answer, string? Rejected)
    {
        public (double Loss, bool Right) Measure(string given)
        {
            var overlap = TextSimilarity.BigramF1(given, Answer);
            if (Rejected is null)
            {
                return (1 - overlap, string.Equals(given, Answer, StringComparison.Ordinal));
            }

            var margin = overlap - TextSimilarity.BigramF1(given, Rejected);
            return ((1 - margin) / 2, margin > 0);
        }
    }
}
