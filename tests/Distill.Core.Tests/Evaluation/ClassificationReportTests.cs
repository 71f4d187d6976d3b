using Distill.Core.Evaluation;

namespace Distill.Core.Tests.Evaluation;

public class ClassificationReportTests
{
    private static readonly (string, string?)[] Answers =
    [
        ("pos", "pos"),
        ("pos", "pos"),
        ("pos", "neg"),
        ("neg", "neg"),
        ("neg", "pos"),
        ("neg", null),
        ("neu", "other"),
    ];

    [Fact]
    public void Of_ASmallMatrix_IsWhatOneCountsByHand()
    {
        var report = ClassificationReport.Of(ConfusionMatrix.Of(Answers));
        (report.Samples, report.Correct, report.Invalid).ShouldBe((7, 3, 1));
        report.Accuracy.Value.ShouldBe(3 / 7.0, 1e-9);
        report.Classes.Select(score => (score.Label, score.Support)).ShouldBe([("neg", 3), ("neu", 1), ("pos", 3)]);
        report.Classes[0].Precision.ShouldBe(1 / 2.0, 1e-9);
        report.Classes[0].Recall.ShouldBe(1 / 3.0, 1e-9);
        report.Classes[0].F1.ShouldBe(0.4, 1e-9);
        report.Classes[1].F1.ShouldBe(0);
        report.Classes[2].F1.ShouldBe(2 / 3.0, 1e-9);
        report.MacroF1.ShouldBe((0.4 + 0 + (2 / 3.0)) / 3, 1e-9);
    }

    [Fact]
    public void Add_OfShards_EqualsTheWhole()
    {
        var sum = ConfusionMatrix.Of(Answers[..3]) + ConfusionMatrix.Of(Answers[3..]);
        ClassificationReport.Of(sum).Classes.ShouldBe(ClassificationReport.Of(ConfusionMatrix.Of(Answers)).Classes);
    }

    [Fact]
    public void Of_Nothing_HasNoClaim()
    {
        var report = ClassificationReport.Of(ConfusionMatrix.Empty);
        (report.Samples, report.MacroF1, report.Accuracy.Low, report.Accuracy.High).ShouldBe((0, 0, 0, 1));
    }
}
