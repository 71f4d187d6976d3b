using Distill.Core.Evaluation;
using Distill.Core.Statistics;
using Distill.Core.Training.Curves;

namespace Distill.Core.Tests.Evaluation;

public class DecisionRuleTests
{
    private static readonly Dictionary<string, long> Training = new()
    {
        ["neg"] = 100,
        ["neu"] = 20,
        ["pos"] = 180,
    };

    [Fact]
    public void Decide_OfAStudentThatMeetsAllParts_IsDone()
    {
        var decision = Decide([Student("weak", 0.99, 3, 0.05), Student("good", 0.95, 8, 0.05)]);
        decision.Outcome.ShouldBe(DecisionOutcome.Done);
        decision.Student.ShouldBe("good");
        decision.Summary.ShouldBe(
            "good meets the goal: quality 95.0% of the teacher's (at least 90.0%), speed 8.0x of the teacher's (at least 6.0x), cost 5.0% of the teacher's (at most 10.0%)."
        );
    }

    [Fact]
    public void Decide_OfMissingQualityWithARoundLeft_NamesWeakClassesAndParameters()
    {
        var diagnosis = new CurveDiagnosis
        {
            Verdict = CurveVerdict.StillFalling,
            Summary = "",
            Next = new TrainingParameters(5, 1),
            NextReason = "more",
        };
        var decision = Decide([Student("s", 0.8, 8, 0.05, diagnosis)]);
        decision.Outcome.ShouldBe(DecisionOutcome.AnotherRound);
        decision.RoundsLeft.ShouldBe(1);
        decision.WeakSlices.Select(slice => (slice.Label, slice.ExtraSamples)).ShouldBe([("neu", 80), ("neg", 50)]);
        decision.Next.ShouldBe(new TrainingParameters(5, 1));
        decision.Summary.ShouldContain("quality 80.0% of the teacher's (at least 90.0%, missed)");
        decision.Summary.ShouldContain("80 more samples of 'neu'");
    }

    [Fact]
    public void Decide_WithoutARoundLeft_StopsAndSaysSo()
    {
        var decision = Decide([Student("s", 0.8, 8, 0.05)], round: 2);
        decision.Outcome.ShouldBe(DecisionOutcome.StopNotMet);
        decision.WeakSlices.ShouldBeEmpty();
        decision.Summary.ShouldContain("no round is left");
    }

    [Fact]
    public void Decide_OfASlowStudent_DoesNotTrainAgain()
    {
        var decision = Decide([Student("s", 0.95, 2, 0.05)]);
        decision.Outcome.ShouldBe(DecisionOutcome.StopNotMet);
        decision.Summary.ShouldContain("smaller or cheaper base model");
    }

    [Fact]
    public void Decide_OfUnmeasuredRatios_DoesNotMeetTheGoal()
    {
        var decision = Decide([Student("s", null, null, null)]);
        decision.Checks.ShouldAllBe(check => !check.Met && check.Measured == null);
        decision.Summary.ShouldContain("quality not measured");
    }

    [Fact]
    public void Decide_WithoutStudents_StopsWithAReason() => Decide([]).Summary.ShouldContain("No student was trained");

    private static DistillationDecision Decide(IReadOnlyList<StudentResult> students, int round = 1) =>
        DecisionRule.Decide(new DistillationGoal(), students, Training, round, rounds: 2);

    private static StudentResult Student(string name, double? quality, double? speed, double? cost, CurveDiagnosis? diagnosis = null) =>
        new(
            new ModelMeasurement
            {
                Name = name,
                Role = ModelRole.StudentAfter,
                QualityMetric = "accuracy",
                Classification = ClassificationReport.Of(
                    ConfusionMatrix.Of([
                        .. Enumerable.Repeat(("pos", (string?)"pos"), 40),
                        .. Enumerable.Repeat(("neg", (string?)"neg"), 30),
                        ("neu", "neu"),
                        .. Enumerable.Repeat(("neu", (string?)"neg"), 9),
                    ])
                ),
            },
            new ModelRatios(quality is { } q ? new Estimate(q, q - 0.02, q + 0.02) : null, speed, cost),
            new TrainingParameters(3, 1),
            diagnosis
        );
}
