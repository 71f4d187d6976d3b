using Distill.Core.Evaluation.Comparing;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Judging.Pairwise;
using Some = Distill.Core.Tests.Evaluation.Measuring.Some;

namespace Distill.Core.Tests.Evaluation.Comparing;

public class RunPairingTests
{
    [Fact]
    public void Of_RightAndWrongAnswers_IsMcNemar()
    {
        // By hand: 10 right in both, 6 only in the second, 1 only in the first, 3 in neither.
        var before = Samples(20, index => index < 11 ? 1 : 0);
        var after = Samples(20, index => index is < 10 or (> 10 and < 17) ? 1 : 0);

        var pairing = RunPairing.Of(before, after);

        pairing.Problem.ShouldBeNull();
        var figure = pairing.Figures["accuracy"];
        (figure.Samples, figure.Test).ShouldBe((20, "McNemar"));
        figure.Difference.Value.ShouldBe(5 / 20.0, 1e-12);
        // 2 * P(X <= 1) - P(X = 1) of 7 fair tosses.
        figure.MidP.ShouldBe((2 * 8 / 128.0) - (7 / 128.0), 1e-12);
    }

    [Fact]
    public void Of_ScoresBySlice_IsABootstrapOfTheDifferences()
    {
        var pairing = RunPairing.Of(Samples(40, index => 1 + (index % 4)), Samples(40, index => 2 + (index % 4)));

        var whole = pairing.Figures["accuracy"];
        (whole.Test, whole.Difference.Value, whole.Difference.Low, whole.Difference.High).ShouldBe(("sign test", 1, 1, 1));
        pairing.Figures["accuracy, even"].Samples.ShouldBe(20);
    }

    [Fact]
    public void Of_PartlyTheSameSamples_CountsWhatIsShared()
    {
        var pairing = RunPairing.Of(Samples(30, _ => 1), Samples(40, _ => 0, first: 20));

        (pairing.Shared, pairing.SameQuestion, pairing.OnlyBaseline, pairing.OnlyCandidate).ShouldBe((10, 10, 20, 30));
        pairing.Figures["accuracy"].Samples.ShouldBe(10);
    }

    [Fact]
    public void Of_WhatCannotBePaired_SaysWhy()
    {
        var some = Samples(5, _ => 1);
        RunPairing.Of(null, some).Problem!.ShouldContain("not kept");
        RunPairing.Of(some, Samples(5, _ => 1, first: 90)).Problem!.ShouldContain("different sets");
        var otherQuestions = RunPairing.Of(some, Samples(5, _ => 1, question: "Other"));
        (otherQuestions.Shared, otherQuestions.SameQuestion).ShouldBe((5, 0));
        otherQuestions.Problem!.ShouldContain("different questions");
    }

    [Fact]
    public void Samples_WrittenAndRead_AreTheSame()
    {
        var measure = new ItemMeasure
        {
            Item = Some.Item(1, slice: "liked"),
            Judged = PairOutcome.Same,
            JudgedDimensions = new Dictionary<string, PairOutcome> { ["logic"] = PairOutcome.Good, ["style"] = PairOutcome.Invalid },
        };

        var read = SampleFigures.Read(SampleFigures.Write([SampleFigures.Of(measure)]))["q1"];

        read.Slices.ShouldBe(["liked"]);
        read.Values.ShouldBe(new Dictionary<string, double> { ["win rate overall"] = 0.5, ["win rate logic"] = 1 }, ignoreOrder: true);
    }

    private static Dictionary<string, SampleFigures> Samples(
        int count,
        Func<int, double> value,
        int first = 0,
        string question = "Question"
    ) =>
        Enumerable
            .Range(0, count)
            .Select(index => new SampleFigures(
                $"q{first + index}",
                SampleFigures.Hash($"{question} {first + index}"),
                [(first + index) % 2 == 0 ? "even" : "odd"],
                new Dictionary<string, double> { ["accuracy"] = value(index) }
            ))
            .ToDictionary(sample => sample.Id);
}
