using System.Text;
using Distill.Core.Evaluation;
using Distill.Core.Evaluation.Checks;
using Distill.Core.Evaluation.Gates;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Judging.Asking;
using Distill.Core.Judging.Calibration;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Judging.Verdicts;
using Distill.Core.Samples;

namespace Distill.Core.Tests.Evaluation.Measuring;

public class EvaluationMeasurerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Pairwise_WithAPanel_TakesTheMajorityAndShowsEachJudgesBias()
    {
        var items = Enumerable.Range(0, 60).Select(i => Some.Item(i, slice: i % 2 == 0 ? "even" : "odd")).ToList();
        var report = Measure(
            Some.Settings(EvaluationMode.Pairwise),
            items,
            Some.Pairs("fair", items, PairPreference.First, PairPreference.Second),
            Some.Pairs("likewise", items, PairPreference.First, PairPreference.Second),
            Some.Pairs("biased", items, PairPreference.First, PairPreference.First)
        );

        report.Outcomes[0].Gsb.ShouldBe(new GsbCounts(60, 0, 0));
        report.Outcomes.Where(row => row.Slice is not null).Select(row => (row.Slice, row.Gsb.Good)).ShouldBe([("even", 30), ("odd", 30)]);
        report.Judges[2].Pairs!.Of().PositionBias!.Value.ShouldBe(1);
        report.Judges[0].Pairs!.Of().Consistency!.Value.ShouldBe(1);
        report.Panel!.WithMajority["biased"]!.Value.ShouldBe(0);
        report.Warnings.ShouldContain(warning => warning.Contains("biased favours the first place"));
        report.Warnings.ShouldNotContain(warning => warning.StartsWith("fair", StringComparison.Ordinal));
    }

    [Fact]
    public void Pairwise_WithInvalidVerdicts_CountsThemForNothing()
    {
        var items = Enumerable.Range(0, 10).Select(i => Some.Item(i)).ToList();
        var judge = Some.Pairs(
            "j",
            items.Select(
                (item, i) => (item.Id, (PairPreference?)PairPreference.First, i < 3 ? null : (PairPreference?)PairPreference.Second)
            )
        );

        var report = Measure(Some.Settings(EvaluationMode.Pairwise), items, judge);

        report.Outcomes[0].Gsb.ShouldBe(new GsbCounts(7, 0, 0, 3));
        (report.Judges[0].Verdicts, report.Judges[0].Invalid).ShouldBe((20, 3));
        report.Warnings.ShouldContain(warning => warning.Contains("3 of 20 verdicts of j could not be read"));
    }

    [Fact]
    public async Task VerdictLines_ReadBackFromTheirFile_GiveTheSameFigures()
    {
        PairPreference?[] said = [PairPreference.First, PairPreference.Same, PairPreference.Second, null];
        var items = Enumerable.Range(0, 48).Select(i => Some.Item(i)).ToList();
        var judge = Some.Pairs("j", items.Select((item, i) => (item.Id, said[i % 4], said[i / 4 % 4])));
        var report = Measure(Some.Settings(EvaluationMode.Pairwise), items, judge);
        var lines = string.Join('\n', items.SelectMany(item => VerdictLines.Of(item, "j", judge.Answers[item.Id])));

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

        var recomputed = tally.Summarize().Groups[0].BothOrders;
        recomputed.Gsb.ShouldBe(report.Outcomes[0].Gsb);
        recomputed.Consistency.ShouldBe(report.Judges[0].Pairs!.Of().Consistency);
        recomputed.PositionBias.ShouldBe(report.Judges[0].Pairs!.Of().PositionBias);
    }

    [Fact]
    public void Rubric_WithSeveralJudges_TakesTheMedianAndComparesByDimension()
    {
        var items = Enumerable.Range(0, 20).Select(i => Some.Item(i)).ToList();
        var report = Measure(Some.Settings(EvaluationMode.Rubric), items, Judge("a", 5, 3), Judge("b", 4, 3), Judge("c", 1, 3));

        report.Metrics.Single(row => row.Metric == "logic").Candidate!.Value.ShouldBe(4);
        report.Metrics.Single(row => row.Metric == "logic").Baseline!.Value.ShouldBe(2);
        report.Metrics[0].Metric.ShouldBe("overall");
        report.Outcomes.Single(row => row.Dimension == "logic").Gsb.Good.ShouldBe(20);
        report.Outcomes.Single(row => row.Dimension == "style").Gsb.Same.ShouldBe(20);

        JudgeVerdicts Judge(string name, int logic, int style) =>
            new()
            {
                Judge = name,
                Model = name,
                Answers = items.ToDictionary(
                    item => item.Id,
                    item => new JudgedAnswer
                    {
                        Id = item.Id,
                        Candidate = Some.Scores(logic, style),
                        Baseline = Some.Scores(2, style),
                    }
                ),
            };
    }

    [Fact]
    public void Calibration_OfAJudgeThatDisagreesWithPeople_WarnsAndTheGateKeeps()
    {
        var items = Enumerable.Range(0, 400).Select(i => Some.Item(i)).ToList();
        var labels = items.Select((item, i) => new HumanLabel(item.Id, "overall", i % 2 == 0 ? "good" : "bad")).ToList();
        var judge = Some.Pairs(
            "j",
            items.Select(
                (item, i) =>
                    (
                        item.Id,
                        (PairPreference?)(i % 3 == 0 ? PairPreference.Second : PairPreference.First),
                        (PairPreference?)(i % 3 == 0 ? PairPreference.First : PairPreference.Second)
                    )
            )
        );

        var measured = EvaluationMeasurer.Measure(
            Some.Settings(EvaluationMode.Pairwise) with
            {
                Gate = new GateRule(),
            },
            items,
            [judge],
            labels,
            Now
        );

        measured.Report.Trust.ShouldBe(JudgeTrust.NotTrusted);
        measured.Report.Warnings[0].ShouldContain("Do not trust the judge");
        measured.Report.Decision!.Outcome.ShouldBe(GateOutcome.Keep);
        measured.Record!.IsIntact.ShouldBeTrue();
        measured.Report.DecisionSha256.ShouldBe(measured.Record.Sha256);
    }

    [Fact]
    public void Labels_OfBothModels_GiveAccuracyConfusionAndTheRegressionsFirst()
    {
        var items = Enumerable
            .Range(0, 40)
            .Select(i =>
                Some.Item(i, candidate: i < 30 ? "yes" : "no", baseline: i < 20 ? "yes" : "no") with
                {
                    Expected = i == 39 ? "no" : "yes",
                }
            )
            .ToList();

        var report = Measure(Some.Settings(EvaluationMode.Labels), items);

        report.Metrics[0].Candidate!.Value.ShouldBe(31 / 40.0);
        report.Metrics[0].Baseline!.Value.ShouldBe(21 / 40.0);
        report.Metrics[0].Difference!.Low.ShouldBeGreaterThan(0);
        report.CandidateClasses!.Confusion.Counts["yes"]["no"].ShouldBe(9);
        report.Outcomes[0].Gsb.ShouldBe(new GsbCounts(10, 30, 0));
    }

    [Fact]
    public void Texts_AreMeasuredByReferenceAndJsonByItsFields()
    {
        var items = Enumerable
            .Range(0, 10)
            .Select(i => Some.Item(i, """{"a": 1, "b": 2}""", """{"a": 1, "b": 3}""") with { Reference = """{"a": 1, "b": 2}""" })
            .ToList();

        var report = Measure(Some.Settings(EvaluationMode.Texts), items);

        report.Metrics.Single(row => row.Metric == "json_fields").Baseline!.Value.ShouldBe(0.5);
        report.Metrics.Single(row => row.Metric == "exact_match").Candidate!.Value.ShouldBe(1);
        report.Corpus.Single(row => row.Metric == "chrf_2").Candidate.ShouldBe(100, 1e-6);
    }

    [Fact]
    public void Checks_VerifyInstructionsThatThePromptNames()
    {
        var asked = Some.Item(0, "one two three", "one") with { Prompt = [Message.User("Answer in at least 3 words.")] };
        var free = Some.Item(1);
        var settings = Some.Settings(EvaluationMode.Checks) with
        {
            Checks = [AnswerChecks.Get("instructions"), AnswerChecks.Get("json_object")],
        };

        var report = Measure(settings, [asked, free]);

        report.Metrics.Single(row => row.Metric == "instructions").Samples.ShouldBe(1);
        report.Metrics.Single(row => row.Metric == "instructions").Difference!.Value.ShouldBe(1);
        report.Metrics.Single(row => row.Metric == "json_object").Candidate!.Value.ShouldBe(0);
        Should.Throw<InvalidSettingException>(() => AnswerChecks.Get("speling")).Message.ShouldContain("json_object");
    }

    private static EvaluationReport Measure(
        EvaluationSettings settings,
        IReadOnlyList<EvaluationItem> items,
        params JudgeVerdicts[] judges
    ) => EvaluationMeasurer.Measure(settings, items, judges, [], Now).Report;
}
