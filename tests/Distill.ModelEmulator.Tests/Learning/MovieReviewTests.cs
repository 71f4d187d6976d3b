using Distill.ModelEmulator.Learning;
using Distill.Testing;

namespace Distill.ModelEmulator.Tests.Learning;

/// <summary>The learner on real sentences (SST-2).</summary>
public sealed class MovieReviewTests
{
    [Fact]
    public void Half_of_the_real_sentences_teach_the_sentiment_of_the_other_half()
    {
        var pairs = File.ReadLines(SharedData.Require("corpora", "sst2_dev.tsv"))
            .Skip(1)
            .Select(line => line.Split('\t'))
            .Select(cells => new TrainingPair(cells[0].Trim(), cells[1]))
            .ToArray();
        new Random(1).Shuffle(pairs);
        var half = pairs.Length / 2;
        var learner = Learners.Create(
            new LearnerOptions(),
            new TrainingPlan(10, 8, 1, 1),
            pairs[..half],
            [],
            TestContext.Current.CancellationToken
        );

        var steps = learner.Train().Count();

        steps.ShouldBe(4_210);
        TrainingData.Accuracy(learner.Snapshot(), pairs[half..]).ShouldBeGreaterThan(0.78);
    }
}
