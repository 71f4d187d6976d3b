using CsCheck;
using Distill.ModelEmulator.Learning;

namespace Distill.ModelEmulator.Tests.Learning;

public sealed class FurtherTrainingTests
{
    private static readonly LearnerOptions Options = new();
    private static readonly TrainingPlan Plan = new(4, 8, 1, 1);

    [Fact]
    public void Train_OnEarlierModel_KeepsWhatItKnewAndLearnsANewAnswer()
    {
        var known = TrainingData.Pairs(900);
        var test = TrainingData.Pairs(300, seed: 99);
        var start = Learn(known);
        List<TrainingPair> added =
        [
            .. Enumerable.Range(0, 60).Select(i => new TrainingPair($"Weather of day {i}: rain and wind", "weather")),
        ];

        var further = Learn([.. added, .. known.Take(90)], start);

        further.Answer("Weather of tomorrow: wind and rain", 0, () => Random.Shared).ShouldBe("weather");
        TrainingData.Accuracy(further, test).ShouldBeGreaterThan(TrainingData.Accuracy(start, test) - 0.05);
        TrainingData.Accuracy(Learn([.. added, .. known.Take(90)]), test).ShouldBeLessThan(TrainingData.Accuracy(further, test) - 0.05);
    }

    [Fact]
    public void Train_ByPreferences_PrefersTheChosenAnswerWhereThePairsSaySoOnly()
    {
        List<TrainingPair> known =
        [
            .. Enumerable.Range(0, 80).Select(i => new TrainingPair($"The staff was rude, visit {i}", i % 2 == 0 ? "bad" : "good")),
            .. Enumerable.Range(0, 80).Select(i => new TrainingPair($"Lovely sunny terrace, visit {i}", "good")),
        ];
        var start = Learn(known);
        List<TrainingPair> pairs =
        [
            .. Enumerable.Range(100, 40).Select(i => new TrainingPair($"The staff was rude, visit {i}", "bad", "good")),
        ];

        var steps = Train(pairs, start, Plan with { Beta = 0.1 }, out var tuned);

        Accuracy(tuned, "The staff was rude, visit", "bad").ShouldBe(1);
        Accuracy(tuned, "Lovely sunny terrace, visit", "good").ShouldBe(1);
        steps[0].TrainLoss.ShouldBe(Math.Log(2), 1e-6);
        steps[^1].TrainLoss.ShouldBeLessThan(steps[0].TrainLoss);
        steps[^1].TrainAccuracy.ShouldBe(1);
    }

    [Fact]
    public void Train_OpenEndedAnswersFurther_TheLatestAnswerHoldsAndARejectedOneIsForgotten()
    {
        List<TrainingPair> known =
        [
            .. Enumerable.Range(0, 30).Select(i => new TrainingPair($"Tell me about city {i}", $"City {i} is old.")),
        ];
        var start = Learn(known);
        List<TrainingPair> better =
        [
            .. Enumerable.Range(0, 10).Select(i => new TrainingPair($"Tell me about city {i}", $"City {i} is young.")),
        ];
        List<TrainingPair> preferred =
        [
            .. Enumerable
                .Range(10, 10)
                .Select(i => new TrainingPair($"Tell me about city {i}", $"City {i} is a port.", $"City {i} is old.")),
        ];

        var corrected = Learn(better, start);
        Train(preferred, corrected, Plan with { Beta = 0.1 }, out var tuned);

        Says(tuned, 3).ShouldBe("City 3 is young.");
        Says(tuned, 12).ShouldBe("City 12 is a port.");
        Says(tuned, 25).ShouldBe("City 25 is old.");
        tuned.Answers.ShouldNotContain("City 12 is old.");
        LearnedModelFile.Read(LearnedModelFile.Write(tuned)).Answers.ShouldBe(tuned.Answers);

        static string Says(LearnedModel model, int city) => model.Answer($"Tell me about city {city}", 0, () => Random.Shared);
    }

    [Fact]
    public void Step_OnPreferences_FollowsTheNumericalGradient() =>
        Gen.Select(Gen.Int[2, 5], Gen.Int[1, 6], Gen.Int[0, 1_000], Gen.Double[0.05, 2])
            .Sample(
                (classes, examples, seed, beta) =>
                {
                    const int Rows = 5;
                    const double Rate = 0.01;
                    var random = new Random(seed);
                    var model = NumericalGradient.Classifier(random, Rows, classes);
                    var batch = Enumerable.Range(0, examples).Select(_ => RandomExample(random, Rows, classes)).ToArray();
                    var moved = model.Copy();
                    moved.Step(batch, Rate, 0, beta);

                    moved.ShouldHaveDescended(model, Rows, Rate, (_, _) => batch.Average(example => model.Measure(example, beta).Loss));
                },
                iter: 30
            );

    private static LearnedModel Learn(List<TrainingPair> pairs, LearnedModel? earlier = null)
    {
        Train(pairs, earlier, Plan, out var model);
        return model;
    }

    private static List<TrainingStep> Train(List<TrainingPair> pairs, LearnedModel? earlier, TrainingPlan plan, out LearnedModel model)
    {
        var learner = Learners.Create(Options, plan, pairs, [], TestContext.Current.CancellationToken, earlier);
        var steps = learner.Train().ToList();
        model = learner.Snapshot();
        return steps;
    }

    private static double Accuracy(LearnedModel model, string prompt, string answer) =>
        TrainingData.Accuracy(model, [.. Enumerable.Range(500, 40).Select(i => new TrainingPair($"{prompt} {i}", answer))]);

    private static PreferenceExample RandomExample(Random random, int rows, int classes)
    {
        var chosen = random.Next(classes);
        return new PreferenceExample(
            NumericalGradient.Features(random, rows),
            chosen,
            (chosen + 1 + random.Next(classes - 1)) % classes,
            (float)(random.NextDouble() - 0.5)
        );
    }
}
