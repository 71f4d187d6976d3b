namespace Distill.ModelEmulator.Learning;

/// <summary>Where the training of a classifier begins: a new one, or one that knows what an earlier model knew and has room for what is new.</summary>
/// <param name="Space">What is read of prompts.</param>
/// <param name="Answers">The answers, by class.</param>
/// <param name="Classifier">Its weights; new rows and classes have none yet.</param>
internal sealed record ClassifierStart(FeatureSpace Space, IReadOnlyList<string> Answers, SoftmaxClassifier Classifier)
{
    private readonly Dictionary<string, int> classes = Answers
        .Select((answer, index) => KeyValuePair.Create(answer, index))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>Prepares a start.</summary>
    /// <param name="options">Capacity of a new model; an earlier one keeps its own.</param>
    /// <param name="earlier">The model to go on from, or null.</param>
    /// <param name="training">What will be learned.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static ClassifierStart Of(
        LearnerOptions options,
        ClassifierModel? earlier,
        IReadOnlyList<TrainingPair> training,
        CancellationToken cancellationToken
    )
    {
        string[] texts = [.. training.Select(pair => pair.Prompt)];
        var answers = training
            .Select(pair => pair.Answer)
            .Concat(training.Select(pair => pair.Rejected).OfType<string>())
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        if (earlier is null)
        {
            string[] all = [.. answers];
            var space = FeatureSpace.Learn(options, texts, cancellationToken);
            return new ClassifierStart(space, all, new SoftmaxClassifier(space.Rows, all.Length));
        }

        string[] known = [.. earlier.Answers, .. answers.Except(earlier.Answers, StringComparer.Ordinal)];
        var wider = earlier.Space.Extend(texts, cancellationToken);
        return new ClassifierStart(wider, known, earlier.Classifier.Grow(wider.Rows, known.Length));
    }

    /// <summary>The class of an answer, or -1.</summary>
    public int ClassOf(string answer) => classes.GetValueOrDefault(answer, -1);
}
