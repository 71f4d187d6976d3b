using Distill.ModelEmulator.Learning;

namespace Distill.ModelEmulator.Tests.Learning;

/// <summary>The learner on real sentences (SST-2).</summary>
public sealed class MovieReviewTests
{
    [Fact]
    public void Half_of_the_real_sentences_teach_the_sentiment_of_the_other_half()
    {
        var path = Path.Combine(SharedData() ?? "", "corpora", "sst2_dev.tsv");
        Assert.SkipUnless(File.Exists(path), $"The shared data is not there: {path}");
        var pairs = File.ReadLines(path)
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

    private static string? SharedData()
    {
        if (Environment.GetEnvironmentVariable("DISTILL_SHARED_DATA") is { Length: > 0 } given)
        {
            return given;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Distill.Functions.sln")))
            {
                return Path.Combine(folder.FullName, "..", "shared", "data");
            }
        }

        return null;
    }
}
