using CsCheck;
using Distill.Core.Dedup;
using Distill.Core.Normalization;
using Distill.Core.Splits;

namespace Distill.Core.Tests.Splits;

public class DatasetSplitterTests
{
    private const string Head = "你是一名金融分析师。请判断以下上市公司公告的情感倾向，并只按格式输出。公告：";
    private const string Tail = "\n输出格式：```json {\"data\":\"正面|中性|负面\"} ```";

    /// <summary>Prompts of one template with random content, some of them exact or near copies of an earlier one.</summary>
    private static readonly Gen<(string Prompt, string Label)[]> Datasets = Gen.Select(Gen.Int[0, 1 << 20], Gen.Int[60, 250], Prompts);

    [Fact]
    public void Split_OfTemplatedPrompts_NeverLetsNearDuplicatesCross() =>
        Gen.Select(Datasets, Gen.Int)
            .Sample(
                (samples, seed) =>
                {
                    var template = Detect(samples);
                    var splitter = new DatasetSplitter(new SplitOptions { Seed = seed }, template);
                    foreach (var (prompt, label) in samples)
                    {
                        splitter.Add(prompt, label);
                    }

                    var result = splitter.Split();
                    result.Refusal.ShouldBeNull();
                    CrossingPairs(samples, result.Sets, template).ShouldBeEmpty();
                },
                iter: 40
            );

    [Fact]
    public void Split_OfManySamples_KeepsClassProportions()
    {
        var samples = Prompts(7, 3000);
        var result = Split(samples, new SplitOptions());
        foreach (var label in samples.Select(sample => sample.Label).Distinct())
        {
            double total = samples.Count(sample => sample.Label == label);
            (result.Counts[SplitSet.Train][label] / total).ShouldBe(0.8, 0.02);
            (result.Counts[SplitSet.Validation][label] / total).ShouldBe(0.1, 0.02);
            (result.Counts[SplitSet.Test][label] / total).ShouldBe(0.1, 0.02);
        }
    }

    [Fact]
    public void Split_WithTheSameSeed_IsTheSame_WithAnotherIsNot()
    {
        var samples = Prompts(3, 200);
        Split(samples, new SplitOptions()).Sets.ShouldBe(Split(samples, new SplitOptions()).Sets);
        Split(samples, new SplitOptions { Seed = 1 }).Sets.ShouldNotBe(Split(samples, new SplitOptions { Seed = 2 }).Sets);
    }

    [Fact]
    public void Split_OfOneGroup_RefusesWithFiguresAndRemedy()
    {
        var result = Split([.. Enumerable.Repeat(("always the same", "a"), 30)], new SplitOptions());
        result.Sets.ShouldBeEmpty();
        result.Refusal.ShouldNotBeNull();
        result.Refusal.ShouldStartWith(
            "The validation set would be empty: 30 samples form 1 groups of equal or nearly equal prompts, the largest of 30"
        );
    }

    [Fact]
    public void Split_WithoutAValidationShare_MakesNone()
    {
        var result = Split(
            Prompts(5, 100),
            new SplitOptions
            {
                Train = 0.5,
                Validation = 0,
                Test = 0.5,
            }
        );
        result.Sets.ShouldNotContain(SplitSet.Validation);
        result.Sets.Count(set => set == SplitSet.Test).ShouldBeInRange(40, 60);
    }

    [Theory]
    [InlineData(0.8, 0.1, 0.2, 0.8, "add up to 1")]
    [InlineData(1.1, -0.1, 0, 0.8, "each be from 0 to 1")]
    [InlineData(0.8, 0.1, 0.1, 0.3, "must be from 0.5 to 1")]
    public void Constructor_OfWrongOptions_SaysWhich(double train, double validation, double test, double threshold, string message) =>
        Should
            .Throw<ArgumentException>(() =>
                new DatasetSplitter(
                    new SplitOptions
                    {
                        Train = train,
                        Validation = validation,
                        Test = test,
                        NearDuplicateThreshold = threshold,
                    }
                )
            )
            .Message.ShouldContain(message);

    [Fact]
    public void LeakCheck_OfASplitByLine_NamesThePairsThatCross()
    {
        var check = new LeakCheck();
        check.Add("s1", "The quick brown fox jumps over the lazy dog near the river bank.", SplitSet.Train);
        check.Add("s2", "Something else entirely was said in the meeting on Monday.", SplitSet.Train);
        check.Add("s3", "the quick  brown fox jumps over the lazy dog near the river bank.", SplitSet.Test);
        check.Add("s4", "The quick brown fox jumps over the lazy dog near the river bank!!", SplitSet.Validation);
        check.Find().Select(leak => (leak.FirstId, leak.SecondId)).ShouldBe([("s1", "s3"), ("s1", "s4"), ("s3", "s4")], ignoreOrder: true);
        check.Find()[0].Similarity.ShouldBe(1);
    }

    [Fact]
    public void LeakCheck_OfACrowdOfCopiesInTraining_NamesEachOfThem()
    {
        foreach (var threshold in new[] { 0.8, 1 })
        {
            var check = new LeakCheck(threshold);
            check.Add("t", "the one prompt of the test set, word for word", SplitSet.Test);
            for (var i = 0; i < 1000; i++)
            {
                check.Add($"s{i}", "The one prompt of the test set,  word for word", SplitSet.Train);
            }

            check.Find(int.MaxValue).Select(leak => leak.SecondId).ToHashSet(StringComparer.Ordinal).Count.ShouldBe(1000);
        }
    }

    [Fact]
    public void Detect_OfTemplatedPromptsWithAFewOthers_FindsHeadAndTail()
    {
        var detector = new TemplateDetector();
        foreach (var (prompt, _) in Prompts(11, 5000))
        {
            detector.Add(prompt);
        }

        detector.Add("something without the template");
        detector.Detect().ShouldBe(new PromptTemplate(Head, Tail));
        new PromptTemplate(Head, Tail).VaryingPart(Head + "x" + Tail).ShouldBe("x");
        new PromptTemplate(Head, Tail).VaryingPart(Head + Tail).ShouldBe(Head + Tail);
    }

    private static (string Prompt, string Label)[] Prompts(int seed, int count)
    {
        var random = new Random(seed);
        var bodies = new List<string>();
        var samples = new (string, string)[count];
        for (var i = 0; i < count; i++)
        {
            var body =
                bodies.Count > 0 && random.Next(4) == 0
                    ? bodies[random.Next(bodies.Count)] + (random.Next(2) == 0 ? "" : "。")
                    : string.Concat(Enumerable.Range(0, random.Next(30, 80)).Select(_ => (char)('一' + random.Next(2000))));
            bodies.Add(body);
            // The class follows from the content, as it does in real data.
            samples[i] = (
                Head + body + Tail,
                body[0] % 10 < 6 ? "正面"
                : body[0] % 10 < 9 ? "中性"
                : "负面"
            );
        }

        return samples;
    }

    private static PromptTemplate Detect((string Prompt, string Label)[] samples)
    {
        var detector = new TemplateDetector();
        Array.ForEach(samples, sample => detector.Add(sample.Prompt));
        return detector.Detect();
    }

    private static SplitResult Split((string Prompt, string Label)[] samples, SplitOptions options)
    {
        var splitter = new DatasetSplitter(options, Detect(samples));
        Array.ForEach(samples, sample => splitter.Add(sample.Prompt, sample.Label));
        return splitter.Split();
    }

    /// <summary>All pairs by exact Jaccard similarity: the sketches' measure, without hashing.</summary>
    private static List<(int, int)> CrossingPairs(
        (string Prompt, string Label)[] samples,
        IReadOnlyList<SplitSet> sets,
        PromptTemplate template
    )
    {
        var shingles = samples.Select(sample => Shingles(template.VaryingPart(sample.Prompt))).ToArray();
        var crossing = new List<(int, int)>();
        for (var i = 0; i < samples.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (sets[i] != sets[j] && Jaccard(shingles[i], shingles[j]) >= 0.8)
                {
                    crossing.Add((j, i));
                }
            }
        }

        return crossing;
    }

    private static HashSet<string> Shingles(string text)
    {
        var key = TextKey.Of(text);
        return [.. Enumerable.Range(0, key.Length - 4).Select(i => key.Substring(i, 5))];
    }

    private static double Jaccard(HashSet<string> left, HashSet<string> right)
    {
        var common = left.Count(right.Contains);
        return (double)common / (left.Count + right.Count - common);
    }
}
