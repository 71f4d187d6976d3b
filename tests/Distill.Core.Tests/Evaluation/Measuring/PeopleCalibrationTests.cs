using Distill.Core.Evaluation.Calibrating;
using Distill.Core.Evaluation.Gates;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Judging.Asking;
using Distill.Core.Judging.Calibration;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Reporting.Evaluations;
using Distill.Core.Statistics;

namespace Distill.Core.Tests.Evaluation.Measuring;

public class PeopleCalibrationTests
{
    private static readonly EvaluationItem[] Items = [.. Enumerable.Range(0, 20).Select(index => Some.Item(index))];

    [Fact]
    public void Pairs_JudgedAsPeopleChose_MakeTheJudgeTrusted()
    {
        var people = People(80);
        var judge = Some.Pairs(
            "judge",
            people.Choices.Select(choice =>
                choice.Label == "good"
                    ? (choice.Item.Id, (PairPreference?)PairPreference.First, (PairPreference?)PairPreference.Second)
                    : (choice.Item.Id, PairPreference.Second, PairPreference.First)
            )
        );

        var measured = Measure(EvaluationMode.Pairwise, people, judge);

        var calibration = measured.Report.Calibration.ShouldHaveSingleItem();
        (calibration.Dimension, calibration.Labels, calibration.Trust).ShouldBe(("overall", 80, JudgeTrust.Trusted));
        measured.Report.Judges.ShouldHaveSingleItem().Calibration.ShouldHaveSingleItem().Agreement.Value.ShouldBe(1);
        measured.Calibration.Count.ShouldBe(80);
        measured.Calibration[0].ShouldContain("\"task\":\"t0\"");
        measured.Report.Samples.ShouldBe(20, "the choices calibrate; they are no part of what is measured");
    }

    [Fact]
    public void Scores_AreHeldAgainstChoicesByWhichAnswerScoresHigher()
    {
        var people = People(80);
        var judge = new JudgeVerdicts
        {
            Judge = "judge",
            Model = "judge",
            Answers = people.Choices.ToDictionary(
                choice => choice.Item.Id,
                choice => new JudgedAnswer
                {
                    Id = choice.Item.Id,
                    Candidate = Some.Scores(choice.Label == "good" ? 5 : 2, 3),
                    Baseline = Some.Scores(choice.Label == "good" ? 1 : 4, 3),
                }
            ),
        };

        var report = Measure(EvaluationMode.Rubric, people, judge).Report;

        report.Calibration.ShouldHaveSingleItem().Kappa.Kappa!.Value.ShouldBe(1);
        report.Trust.ShouldBe(JudgeTrust.Trusted);
    }

    [Fact]
    public void TooFewLabels_SayHowManyAreMissing_AndTheGateDoesNotDecide()
    {
        var people = People(12);
        var judge = Some.Pairs("judge", people.Choices.Select(choice => choice.Item), PairPreference.First, PairPreference.Second);

        var report = Measure(EvaluationMode.Pairwise, people, judge).Report;

        report.Calibration[0].Reason.ShouldBe("There are 12 labelled samples and 50 are needed: 38 more.");
        var check = report.Decision!.Checks.Single(check => check.Name == "calibration");
        (check.State, check.Samples).ShouldBe((GateCheckState.Undecided, 12));
        check.Reason.ShouldContain("38 more");
        report.Decision.Outcome.ShouldBe(GateOutcome.NeedMoreData);
        EvaluationMarkdown.Render(report).ShouldContain("12 choices between two answers by 2 people");
        EvaluationHtml.Render(report).ShouldContain("annotation project news");
    }

    [Fact]
    public void NoDecisionAtAll_IsACalibrationWithoutLabels_NotNone()
    {
        var report = Measure(EvaluationMode.Pairwise, People(0), Some.Pairs("judge", [])).Report;

        report.Trust.ShouldBe(JudgeTrust.NeedsLabels);
        report.Calibration.ShouldHaveSingleItem().Labels.ShouldBe(0);
    }

    private static EvaluationMeasurement Measure(EvaluationMode mode, PeopleChoices people, JudgeVerdicts onChoices)
    {
        var judge =
            mode == EvaluationMode.Pairwise
                ? Some.Pairs("judge", Items, PairPreference.First, PairPreference.Second)
                : onChoices with
                {
                    Answers = Items.ToDictionary(
                        item => item.Id,
                        item => new JudgedAnswer
                        {
                            Id = item.Id,
                            Candidate = Some.Scores(4, 4),
                            Baseline = Some.Scores(3, 3),
                        }
                    ),
                };
        var settings = Some.Settings(mode) with { Gate = new GateRule { MinSamples = 10 } };
        return EvaluationMeasurer.Measure(settings, Items, [judge], [], DateTimeOffset.UnixEpoch, new PeopleVerdicts(people, [onChoices]));
    }

    private static PeopleChoices People(int count)
    {
        AnnotatedChoice[] choices =
        [
            .. Enumerable
                .Range(0, count)
                .Select(index => new AnnotatedChoice
                {
                    Item = Some.Item(index) with { Id = $"t{index}" },
                    Label = index % 2 == 0 ? "good" : "bad",
                    Verdict = "approve",
                    Annotators = index % 3 == 0 ? ["ann", "bob"] : ["ann"],
                }),
        ];
        var summary = new PeopleSummary
        {
            Source = new AnnotationSource("news"),
            Tasks = count + 3,
            Labels = count,
            DecidedTwice = choices.Count(choice => choice.Annotators.Count > 1),
            Annotators = 2,
            LeftOut = new Dictionary<string, long> { [AnnotatedChoices.Open] = 3 },
            Among = CohenKappa.Of([]),
        };
        return new PeopleChoices(summary, choices);
    }
}
