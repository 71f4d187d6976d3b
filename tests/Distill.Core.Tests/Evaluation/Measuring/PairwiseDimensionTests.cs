using System.Text;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Judging.Asking;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Judging.Rubrics;
using Distill.Core.Judging.Verdicts;
using Distill.Core.Reporting.Evaluations;
using Distill.Core.Statistics;

namespace Distill.Core.Tests.Evaluation.Measuring;

public class PairwiseDimensionTests
{
    private static readonly RubricDimension[] Asked = [RubricDimension.Logic, RubricDimension.Style, RubricDimension.Safety];
    private static readonly EvaluationItem[] Items = [.. Enumerable.Range(0, 40).Select(i => Some.Item(i))];

    [Fact]
    public void Measure_OfPairsByDimension_CountsAndCorrectsEach()
    {
        var report = Measure([]);

        report
            .Outcomes.Select(row => (row.Dimension, row.Gsb))
            .ShouldBe([
                ("overall", new GsbCounts(30, 0, 10)),
                ("logic", new GsbCounts(26, 0, 14)),
                ("style", new GsbCounts(0, 40, 0)),
                ("safety", new GsbCounts(20, 0, 0, 20)),
            ]);
        report.Outcomes[0].AdjustedP.ShouldBe(SignTest.Of(30, 10).MidP);
        report
            .Outcomes.Skip(1)
            .Select(row => row.AdjustedP)
            .ShouldBe(HolmCorrection.Adjust([SignTest.Of(26, 14).MidP, SignTest.Of(0, 0).MidP, SignTest.Of(20, 0).MidP]));
        report.Judges[0].Pairs!.Of("style").PositionBias!.Value.ShouldBe(1);
        report.Judges[0].Pairs!.Of("logic").PositionBias!.Value.ShouldBe(0);
        report.Warnings.ShouldContain(warning => warning.Contains("left 40 of 80 verdicts by safety out"));
    }

    [Fact]
    public void Renderings_ShowEachDimension()
    {
        var report = Measure([]);

        foreach (var text in new[] { EvaluationHtml.Render(report), EvaluationMarkdown.Render(report), EvaluationJson.Render(report) })
        {
            Asked.ShouldAllBe(dimension => text.Contains(dimension.Name, StringComparison.Ordinal));
        }

        EvaluationMarkdown.Render(report).ShouldContain("26 / 0 / 14");
        EvaluationHtml.Render(report).ShouldContain("position bias by style");
    }

    [Fact]
    public void Calibration_ByDimension_HoldsItAgainstItsOwnLabels()
    {
        HumanLabel[] labels =
        [
            .. Items.Select((item, i) => new HumanLabel(item.Id, "logic", i < 26 ? "good" : "bad")),
            .. Items.Select(item => new HumanLabel(item.Id, "not_asked", "good")),
        ];

        var report = Measure(labels);

        var calibration = report.Calibration.ShouldHaveSingleItem();
        calibration.Dimension.ShouldBe("logic");
        calibration.Agreement!.Value.ShouldBe(1);
        report.Judges[0].Calibration.ShouldHaveSingleItem().Agreement!.Value.ShouldBe(1);
    }

    [Fact]
    public async Task VerdictLines_ByDimension_ReadBackToTheSameFigures()
    {
        var (judge, report) = (Judge(), Measure([]));
        var lines = string.Join('\n', Items.SelectMany(item => VerdictLines.Of(item, "j", judge.Answers[item.Id], Asked)));
        var options = new VerdictFileOptions();
        var tally = new VerdictTally(options);
        await foreach (
            var line in VerdictFile.ReadAsync(
                new MemoryStream(Encoding.UTF8.GetBytes(lines)),
                "v.jsonl",
                options,
                TestContext.Current.CancellationToken
            )
        )
        {
            line.Reject.ShouldBeNull();
            tally.Add(line);
        }

        tally
            .Summarize()
            .Groups.Select(group => (group.Dimension, group.BothOrders.Gsb))
            .ShouldBe(report.Outcomes.Select(row => (row.Dimension, row.Gsb)), ignoreOrder: true);
    }

    private static EvaluationReport Measure(IReadOnlyList<HumanLabel> labels)
    {
        var settings = Some.Settings(EvaluationMode.Pairwise) with
        {
            Instruction = new JudgeInstruction(JudgeMode.Pairwise, new Rubric(Asked)),
        };
        return EvaluationMeasurer.Measure(settings, Items, [Judge()], labels, DateTimeOffset.UnixEpoch).Report;
    }

    // The whole 30 to 10, logic 26 to 14, style always the first place, safety left out of every second sample.
    private static JudgeVerdicts Judge() =>
        new()
        {
            Judge = "j",
            Model = "j",
            Answers = Items
                .Select(
                    (item, i) =>
                        new JudgedAnswer
                        {
                            Id = item.Id,
                            CandidateFirst = Verdict(i, candidateFirst: true),
                            BaselineFirst = Verdict(i, candidateFirst: false),
                        }
                )
                .ToDictionary(answer => answer.Id, StringComparer.Ordinal),
        };

    private static PairVerdict Verdict(int i, bool candidateFirst)
    {
        var dimensions = new Dictionary<string, PairPreference> { ["logic"] = Prefer(i < 26), ["style"] = PairPreference.First };
        if (i % 2 == 0)
        {
            dimensions["safety"] = Prefer(true);
        }

        return new PairVerdict(Prefer(i < 30), "r", null) { Dimensions = dimensions };

        PairPreference Prefer(bool candidate) => candidate == candidateFirst ? PairPreference.First : PairPreference.Second;
    }
}
