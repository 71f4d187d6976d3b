using Distill.Core.Evaluation;
using Distill.Core.Judging.Calibration;
using Distill.Core.Statistics;

namespace Distill.Core.Tests.Judging.Calibration;

public class JudgeCalibrationTests
{
    [Fact]
    public void Of_AJudgeThatAgrees_IsTrustedWithItsFigures()
    {
        var calibration = Calibrate((90, 10), (8, 92));
        calibration.Trust.ShouldBe(JudgeTrust.Trusted);
        calibration.Agreement.Value.ShouldBe(0.91, 1e-12);
        calibration.Kappa.Kappa!.Value.ShouldBe(0.82, 1e-12);
        calibration.Reason.ShouldStartWith("The judge agrees with people: kappa 0.82 (");
    }

    [Fact]
    public void Of_AJudgeThatGuesses_IsNotTrusted() => Calibrate((55, 45), (50, 50)).Trust.ShouldBe(JudgeTrust.NotTrusted);

    [Fact]
    public void Of_AFewLabels_NeedsMore()
    {
        Calibrate((10, 1), (1, 10)).Reason.ShouldBe("There are 22 labelled samples and 50 are needed: 28 more.");
        var unsure = Calibrate((22, 8), (7, 23));
        unsure.Trust.ShouldBe(JudgeTrust.NeedsLabels);
        unsure.Reason.ShouldContain("labels would settle it");
    }

    [Fact]
    public void Of_LabelsThatAreAllAlike_ShowsNothing() => Calibrate((60, 0), (0, 0)).Trust.ShouldBe(JudgeTrust.NeedsLabels);

    [Fact]
    public void Of_ManyUnreadableVerdicts_IsNotTrusted()
    {
        var answers = Enumerable.Repeat(("good", (string?)"good"), 50).Concat(Enumerable.Repeat(("bad", (string?)null), 20));
        var calibration = JudgeCalibration.Of("style", ConfusionMatrix.Of(answers));
        calibration.Trust.ShouldBe(JudgeTrust.NotTrusted);
        calibration.Reason.ShouldBe("20 of 70 verdicts could not be read (at most 10%).");
    }

    [Fact]
    public void Of_AScale_OrdersByNumberAndWeighsDistance()
    {
        var answers = Enumerable.Range(0, 100).Select(i => ($"{1 + (i % 10)}", (string?)$"{Math.Min(10, 1 + (i % 10) + (i / 10 % 2))}"));
        var confusion = ConfusionMatrix.Of(answers);
        var plain = JudgeCalibration.Of("helpfulness", confusion);
        var weighted = JudgeCalibration.Of("helpfulness", confusion, new CalibrationOptions { Weights = KappaWeights.Quadratic });
        weighted.Categories.ShouldBe(Enumerable.Range(1, 10).Select(score => $"{score}"));
        weighted.Kappa.Kappa!.Value.ShouldBeGreaterThan(0.9);
        plain.Kappa.Kappa!.Value.ShouldBeLessThan(0.6);
    }

    [Fact]
    public void Least_OfDimensions_IsTheWorst()
    {
        var (good, bad, few) = (Calibrate((90, 10), (8, 92)), Calibrate((55, 45), (50, 50)), Calibrate((10, 1), (1, 10)));
        JudgeCalibration.Least([good]).ShouldBe(JudgeTrust.Trusted);
        JudgeCalibration.Least([good, few]).ShouldBe(JudgeTrust.NeedsLabels);
        JudgeCalibration.Least([good, few, bad]).ShouldBe(JudgeTrust.NotTrusted);
        JudgeCalibration.Least([]).ShouldBe(JudgeTrust.NeedsLabels);
    }

    private static DimensionCalibration Calibrate((int Good, int Bad) good, (int Good, int Bad) bad) =>
        JudgeCalibration.Of(
            "overall",
            ConfusionMatrix.Of([
                .. Enumerable.Repeat(("good", (string?)"good"), good.Good),
                .. Enumerable.Repeat(("good", (string?)"bad"), good.Bad),
                .. Enumerable.Repeat(("bad", (string?)"good"), bad.Good),
                .. Enumerable.Repeat(("bad", (string?)"bad"), bad.Bad),
            ])
        );
}
