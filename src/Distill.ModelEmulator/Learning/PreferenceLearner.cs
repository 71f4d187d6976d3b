namespace Distill.ModelEmulator.Learning;

/// <summary>Learns from pairs of answers which one to prefer: direct preference optimisation (Rafailov et al. 2023, equation 7).</summary>
/// <remarks>
/// The loss of a pair is <c>-ln sigmoid(beta * (m - m0))</c> with <c>m = ln p(chosen) - ln p(rejected)</c> of the model and <c>m0</c> that of the model the
/// training starts from. In a softmax the normaliser cancels, so <c>m</c> is a difference of two scores and the gradient is exact. A pair is right when
/// the model prefers the chosen answer more than it did at the start. A model that was never trained prefers nothing: its <c>m0</c> is 0.
/// </remarks>
internal sealed class PreferenceLearner : SoftmaxLearner<PreferenceExample>
{
    private readonly ClassifierStart start;
    private readonly double beta;

    private PreferenceLearner(
        LearnerOptions options,
        TrainingPlan plan,
        ClassifierStart start,
        PreferenceExample[] training,
        PreferenceExample[] validation
    )
        : base(options, plan, training, validation)
    {
        this.start = start;
        beta = plan.Beta ?? throw new ArgumentException("Preference training needs a beta.", nameof(plan));
    }

    /// <summary>Prepares a training.</summary>
    /// <param name="options">Capacity of a new model, learning rate, decay.</param>
    /// <param name="plan">Hyperparameters, with beta.</param>
    /// <param name="training">At least one pair, each with a rejected answer.</param>
    /// <param name="validation">Pairs to measure on.</param>
    /// <param name="cancellationToken">Cancels the preparation.</param>
    /// <param name="earlier">The model to go on from, or null.</param>
    public static PreferenceLearner Create(
        LearnerOptions options,
        TrainingPlan plan,
        IReadOnlyList<TrainingPair> training,
        IReadOnlyList<TrainingPair> validation,
        CancellationToken cancellationToken,
        ClassifierModel? earlier = null
    )
    {
        // Both answers of a validation pair need a score, too.
        var begin = ClassifierStart.Of(options, earlier, [.. training, .. validation], cancellationToken);
        return new PreferenceLearner(options, plan, begin, Examples(training), Examples(validation));

        PreferenceExample[] Examples(IReadOnlyList<TrainingPair> pairs) =>
            [.. pairs.Select(pair => ToExample(begin, pair, cancellationToken))];
    }

    /// <inheritdoc />
    public override LearnedModel Snapshot() => new ClassifierModel(start.Space, start.Answers, start.Classifier.Copy());

    /// <inheritdoc />
    protected override (double Loss, double Accuracy) Step(ReadOnlySpan<PreferenceExample> batch, double learningRate) =>
        start.Classifier.Step(batch, learningRate, L2, beta);

    /// <inheritdoc />
    protected override (double Loss, bool Right) Measure(PreferenceExample example) => start.Classifier.Measure(example, beta);

    private static PreferenceExample ToExample(ClassifierStart start, TrainingPair pair, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var features = start.Space.Vectorise(pair.Prompt);
        var (chosen, rejected) = (start.ClassOf(pair.Answer), start.ClassOf(pair.Rejected!));
        return new PreferenceExample(features, chosen, rejected, start.Classifier.Margin(features, chosen, rejected));
    }
}
