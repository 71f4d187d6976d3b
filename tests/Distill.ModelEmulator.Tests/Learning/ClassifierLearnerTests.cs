using CsCheck;
using Distill.ModelEmulator.Learning;

namespace Distill.ModelEmulator.Tests.Learning;

public sealed class ClassifierLearnerTests
{
    private static readonly LearnerOptions Options = new();
    private static readonly List<TrainingPair> Test = TrainingData.Pairs(600, seed: 99);

    [Fact]
    public void Train_ManyExamples_LearnsTheTaskAndLowersBothLosses()
    {
        var steps = Train(TrainingData.Pairs(1_500), new TrainingPlan(3, 8, 1, 1), out var model);

        TrainingData.Accuracy(model, Test).ShouldBeInRange(0.88, 0.97);
        steps.Count(step => step.EndsEpoch).ShouldBe(3);
        steps[^1].ValidLoss!.Value.ShouldBeLessThan(steps.First(step => step.EndsEpoch).ValidLoss!.Value);
        steps[^40..].Average(step => step.TrainLoss).ShouldBeLessThan(steps[..40].Average(step => step.TrainLoss) / 3);
    }

    [Fact]
    public void Train_RateFarTooHigh_Diverges()
    {
        var steps = Train(TrainingData.Pairs(600), new TrainingPlan(3, 8, 10_000, 1), out _);

        steps.Max(step => step.TrainLoss).ShouldBeGreaterThan(10 * steps[0].TrainLoss);
        steps[^1].ValidLoss!.Value.ShouldBeGreaterThan(5 * steps[0].TrainLoss);
    }

    [Fact]
    public void Train_CleanSet_BeatsSpoiltSet()
    {
        var pairs = TrainingData.Pairs(900);
        Train(pairs, new TrainingPlan(3, 8, 1, 1), out var clean);
        Train(TrainingData.Spoil(pairs, 0.4, 3), new TrainingPlan(3, 8, 1, 1), out var spoilt);

        TrainingData.Accuracy(clean, Test).ShouldBeGreaterThan(TrainingData.Accuracy(spoilt, Test) + 0.03);
    }

    [Fact]
    public void Train_MoreExamples_BeatFewer()
    {
        Train(TrainingData.Pairs(100), new TrainingPlan(3, 8, 1, 1), out var few);
        Train(TrainingData.Pairs(1_500), new TrainingPlan(3, 8, 1, 1), out var many);

        TrainingData.Accuracy(many, Test).ShouldBeGreaterThan(TrainingData.Accuracy(few, Test) + 0.1);
    }

    [Fact]
    public void Train_SameSeed_GivesTheSameStepsAndModel()
    {
        var first = Train(TrainingData.Pairs(200), new TrainingPlan(2, 8, 1, 7), out var firstModel);
        var second = Train(TrainingData.Pairs(200), new TrainingPlan(2, 8, 1, 7), out var secondModel);
        var other = Train(TrainingData.Pairs(200), new TrainingPlan(2, 8, 1, 8), out _);

        second.ShouldBe(first);
        LearnedModelFile.Write(secondModel).ShouldBe(LearnedModelFile.Write(firstModel));
        other.ShouldNotBe(first);
    }

    [Fact]
    public void Train_AnswersThatOnlyValidationHas_CountAsWrong()
    {
        var learner = ClassifierLearner.Create(
            Options,
            new TrainingPlan(2, 4, 1, 1),
            [.. Enumerable.Range(0, 20).Select(i => new TrainingPair($"good {i}", "yes"))],
            [new TrainingPair("good 5", "never seen")],
            TestContext.Current.CancellationToken
        );

        learner.Train().Last().ValidAccuracy.ShouldBe(0);
    }

    [Fact]
    public void Read_WrittenModel_AnswersTheSame()
    {
        Train(TrainingData.Pairs(300), new TrainingPlan(1, 8, 1, 1), out var model);

        var read = LearnedModelFile.Read(LearnedModelFile.Write(model));

        Test.ShouldAllBe(pair => read.Answer(pair.Prompt, 0, () => Random.Shared) == model.Answer(pair.Prompt, 0, () => Random.Shared));
    }

    [Fact]
    public void Step_SmallRate_FollowsTheNumericalGradient() =>
        Gen.Select(Gen.Int[2, 5], Gen.Int[1, 6], Gen.Int[0, 1_000], Gen.Double[0, 0.1])
            .Sample(
                (classes, examples, seed, l2) =>
                {
                    var random = new Random(seed);
                    const int Rows = 6;
                    var batch = Enumerable.Range(0, examples).Select(_ => RandomExample(random, Rows, classes)).ToArray();
                    var model = NumericalGradient.Classifier(random, Rows, classes);
                    var moved = model.Copy();
                    const double Rate = 0.01;
                    moved.Step(batch, Rate, l2, new float[examples * classes]);

                    moved.ShouldHaveDescended(model, Rows, Rate, (row, k) => Objective(model, batch, l2, row, k));
                },
                iter: 30
            );

    private static List<TrainingStep> Train(List<TrainingPair> pairs, TrainingPlan plan, out LearnedModel model)
    {
        var learner = ClassifierLearner.Create(Options, plan, pairs, Test[..100], TestContext.Current.CancellationToken);
        var steps = learner.Train().ToList();
        model = learner.Snapshot();
        return steps;
    }

    private static Example RandomExample(Random random, int rows, int classes) =>
        new(NumericalGradient.Features(random, rows), random.Next(classes));

    // The other weights' share of the decay term is constant here, so one weight's is enough.
    private static double Objective(SoftmaxClassifier model, Example[] batch, double l2, int row, int k)
    {
        var buffer = new float[model.Classes];
        var weight = (double)model.Weight(row, k);
        return batch.Average(example => model.Measure(example, buffer).Loss) + (l2 / 2 * weight * weight);
    }
}
