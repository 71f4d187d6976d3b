using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Annotation;
using Distill.Core.Evaluation.Comparing;
using Distill.Core.Evaluation.Gates;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Judging.Calibration;
using Distill.Core.Models;
using Distill.Core.Planning;
using Distill.Core.Reporting.Evaluations;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Storage;
using Distill.ModelEmulator;
using Distill.Orchestrations.Evaluating;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Orchestrations.Tests.Evaluating;

public sealed class EvaluationTests
{
    private const string Spec = """
        name: release check
        pipeline: evaluation
        source: {blob: sources/test/reviews.tsv, format: canonical}
        mode: pairwise
        candidate: {name: new, model: student}
        baseline: {name: old, model: other}
        judges: [{model: judge}]
        slices: [labels.topic]
        gate: {minSamples: 10, requireCalibration: false}
        shards: {size: 10, inFlight: 4}
        """;

    [Fact]
    public async Task PairsAreJudgedInBothOrdersOnceAndTheVerdictIsRecorded()
    {
        await using var driver = await StartAsync();
        await driver.UploadAsync(Set(40));

        var run = await driver.RunAsync(Spec);

        run.Status.ShouldBe(RunStatus.Completed, run.Error);
        run.Pipeline.ShouldBe("evaluation");
        var report = await ReportAsync(driver, run);
        report.Samples.ShouldBe(40);
        report.Judges.ShouldHaveSingleItem().Verdicts.ShouldBe(80);
        report.Outcomes.Where(row => row.Slice is not null).Select(row => row.Slice).ShouldBe(["even", "odd"]);
        report.Outcomes[0].Gsb.Valid.ShouldBe(40);
        report.Emulated.ShouldBe(["judge", "other", "student"], ignoreOrder: true);
        report.Decision!.Checks.Select(check => check.Name).ShouldBe(["overall", "slice:even", "slice:odd"]);
        var record = new GateRecord(await driver.TextAsync(run.Reports["decision"]), report.DecisionSha256!);
        record.Read().Outcome.ShouldBe(report.Decision.Outcome);
        (await driver.TextAsync(run.Reports["verdicts"])).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(80);
        run.Usage["judge/judge"].Calls.ShouldBe(80);
        var asked = await driver.RequestsAsync("judge");

        var again = await driver.RunAsync(Spec);

        again.Status.ShouldBe(RunStatus.Completed, again.Error);
        (await driver.RequestsAsync("judge")).ShouldBe(asked, "the response cache answers for unchanged pairs");
    }

    [Fact]
    public async Task AHostThatStopsWhileTheJudgeWorksGoesOnAndPaysOnce()
    {
        await using var driver = await StartAsync(judge => judge.Latency.MeanMilliseconds = 40);
        driver.Settings["Models:judge:MaxConcurrency"] = "4";
        await driver.StopHostAsync();
        await driver.StartHostAsync();
        await driver.UploadAsync(Set(40));
        var run = await driver.StartRunAsync(Spec.Replace("inFlight: 4", "inFlight: 1", StringComparison.Ordinal));
        await driver.WaitForRequestsAsync("judge", 20);

        await driver.StopHostAsync();
        await driver.StartHostAsync();
        var ended = await driver.EndAsync(run.Id);

        ended.Status.ShouldBe(RunStatus.Completed, ended.Error);
        (await ReportAsync(driver, ended)).Outcomes[0].Gsb.Valid.ShouldBe(40);
        (await driver.StatisticAsync("judge", "asked_again_after_answer")).ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task MalformedVerdictsAreAskedForAgainAndThenCountAsInvalidWithoutLosingASample()
    {
        await using var driver = await StartAsync(judge => judge.Judge.MalformedRate = 0.5);
        await driver.UploadAsync(Set(40));

        var run = await driver.RunAsync(Spec.Replace("mode: pairwise", "mode: rubric", StringComparison.Ordinal));

        run.Status.ShouldBe(RunStatus.Completed, run.Error);
        var report = await ReportAsync(driver, run);
        var judge = report.Judges.ShouldHaveSingleItem();
        judge.Verdicts.ShouldBe(80);
        judge.Invalid.ShouldBeInRange(1, 60);
        judge.Usage.Calls.ShouldBeGreaterThan(80);
        report.Metrics[0].Samples.ShouldBeInRange(1, 39);
        report.Warnings.ShouldContain(warning => warning.Contains("could not be read"));
    }

    [Fact]
    public async Task TheJudgeIsHeldAgainstWhatPeopleChoseInAnnotation()
    {
        await using var driver = await StartAsync();
        await driver.UploadAsync(Set(20));
        await DecideAsync(driver, 60);

        var run = await driver.RunAsync(
            Spec.Replace("requireCalibration: false", "requireCalibration: true", StringComparison.Ordinal)
                + "\ncalibration: {annotations: news}"
        );

        run.Status.ShouldBe(RunStatus.Completed, run.Error);
        var report = await ReportAsync(driver, run);
        report.Samples.ShouldBe(20);
        report.People!.Labels.ShouldBe(60);
        var calibration = report.Calibration.ShouldHaveSingleItem();
        (calibration.Labels + calibration.Invalid).ShouldBe(60);
        calibration.Trust.ShouldBe(JudgeTrust.Trusted, calibration.Reason);
        report.Decision!.Checks.Single(check => check.Name == "calibration").State.ShouldBe(GateCheckState.Passed);
        run.Usage["judge/judge"].Calls.ShouldBe(2 * (20 + 60));
        (await driver.TextAsync(run.Reports["calibration"])).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(60);
        SampleFigures.Read(await driver.TextAsync(run.Reports["samples"])).Count.ShouldBe(20);
    }

    [Fact]
    public async Task AnEvaluationTakesTheDurableWorkThatItsPlanCounts()
    {
        await using var driver = await StartAsync();
        await driver.UploadAsync(Set(25));
        await DecideAsync(driver, 12);
        var planned = EvaluationPlanner.Plan(
            new EvaluationPlanRequest
            {
                Records = 25,
                ShardSize = 10,
                InFlight = 4,
                Mode = EvaluationMode.Pairwise,
                Asked = [Planned("student"), Planned("other")],
                Answers = 2,
                Judges = [Planned("judge")],
                Choices = 12,
            }
        );

        var run = await driver.RunAsync(Spec + "\ncalibration: {annotations: news}");

        run.Status.ShouldBe(RunStatus.Completed, run.Error);

        (driver.CountInEngine("instances"), driver.CountInEngine("history")).ShouldBe(
            (planned.Total.Work.Orchestrations, planned.Total.Work.HistoryRows)
        );
        // Equal calls among them are asked once.
        run.Usage["judge/judge"].Calls.ShouldBe(planned.Stages.Single(stage => stage.Stage == RunStages.Judge).Calls);
    }

    [Fact]
    public async Task AnAnnotationProjectThatIsNotThereFailsTheRunAndSaysHowToMakeIt()
    {
        await using var driver = await StartAsync();
        await driver.UploadAsync(Set(5));

        var run = await driver.RunAsync(Spec + "\ncalibration: {annotations: nobody}");

        run.Status.ShouldBe(RunStatus.Failed);
        run.Error!.ShouldContain("no annotation project 'nobody'");
    }

    [Fact]
    public async Task ASetThatOverlapsWithATrainingSetIsRefusedBeforeAnyModelIsAsked()
    {
        await using var driver = await StartAsync();
        await driver.UploadAsync(Set(30));
        var first = await driver.RunAsync(Spec);
        var before = await driver.RequestsAsync("student");

        var run = await driver.RunAsync(Spec + $"\ntraining: [{first.Datasets["evaluation-set"]}]");

        run.Status.ShouldBe(RunStatus.Failed);
        run.Error!.ShouldContain("30 shared ids");
        run.Error!.ShouldContain("q0 (same id)");
        (await driver.RequestsAsync("student")).ShouldBe(before);
    }

    [Fact]
    public async Task DatasetsOfAnswersAreMeasuredByLabelWithoutAskingAModel()
    {
        await using var driver = await StartAsync();
        await driver.UploadAsync(Set(30));
        var answers = (await driver.RunAsync(Spec)).Datasets["evaluation-set"];
        var asked = await driver.RequestsAsync("judge");
        var spec = $$"""
            name: labels
            pipeline: evaluation
            source: {dataset: {{answers}}}
            mode: labels
            candidate: {dataset: {{answers}}}
            task: {labels: [good, bad], gold: gold}
            """;

        var run = await driver.RunAsync(spec);

        run.Status.ShouldBe(RunStatus.Completed, run.Error);
        var report = await ReportAsync(driver, run);
        report.Metrics[0].Candidate!.Value.ShouldBe(1);
        report.EvaluationSet.ShouldContain(answers);
        (await driver.RequestsAsync("judge")).ShouldBe(asked);
    }

    [Fact]
    public async Task AnEvaluationIsAPartOfAnotherRunToo()
    {
        await using var driver = await StartAsync();
        await driver.UploadAsync(Set(20));
        var spec = RunSpecDocument.Load(Spec, "spec.yaml").ParseEvaluation();
        var parent = await driver.RunAsync(Spec);
        var input = new EvaluationInput
        {
            RunId = parent.Id,
            Part = "challenger",
            Spec = spec,
        };

        var id = await driver.Host.Client.ScheduleNewOrchestrationInstanceAsync(nameof(CandidateEvaluation), input);
        var ended = await driver.Host.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);

        var outcome = ended.ReadOutputAs<EvaluationOutcome>().ShouldNotBeNull();
        outcome.Samples.ShouldBe(20);
        outcome.Decision.ShouldNotBeNull();
        outcome.Gsb!.Value.Valid.ShouldBe(20);
        outcome.Reports["html"].ShouldContain("/challenger/");
        (await driver.TextAsync(outcome.Reports["json"])).ShouldContain("release check");
    }

    private static Task<RunDriver> StartAsync(Action<EmulatedModelOptions>? judge = null) =>
        RunDriver.StartAsync(options =>
        {
            options.Models["other"] = EmulatedModelOptions.SmallStudent();
            options.Models["other"].Seed = 99;
            judge?.Invoke(options.Models["judge"]);
        });

    private static ModelEntry Planned(string name) =>
        new()
        {
            Name = name,
            Model = name,
            Endpoint = new Uri("http://127.0.0.1:1/v1"),
        };

    // People prefer the answer that takes the question up, as the emulator's judge does without a reference.
    private static async Task DecideAsync(RunDriver driver, int count)
    {
        var store = driver.Host.Services.GetRequiredService<IAnnotationStore>();
        var project = SomeAnnotation.Project();
        await store.AddProjectAsync(project);
        await store.AddTasksAsync([
            .. Enumerable
                .Range(0, count)
                .Select(index =>
                {
                    var question = $"Which day of the week was the {index}th of the month?";
                    var sample = Some.Sample($"a{index}", question, index % 2 == 0 ? "Bananas." : question);
                    var edit = index % 2 == 0 ? question : "Bananas.";
                    sample = sample with { Feedback = new JsonObject { ["edit"] = edit } };
                    var decision = new AnnotationDecision
                    {
                        Choice = AnnotationChoice.Approve(index % 2 == 0 ? 1 : 0),
                        By = "ann",
                        Time = Some.Time,
                    };
                    return AnnotationTasks.Of(project, sample, Some.Time) with
                    {
                        State = AnnotationState.Approved,
                        Decisions = [decision],
                        Outcome = decision,
                    };
                }),
        ]);
    }

    private static async Task<EvaluationReport> ReportAsync(RunDriver driver, RunRecord run) =>
        EvaluationJson.Parse(await driver.TextAsync(run.Reports["json"]));

    private static string Set(int count)
    {
        var lines = new StringBuilder();
        foreach (var index in Enumerable.Range(0, count))
        {
            var label = index % 3 == 0 ? "bad" : "good";
            var sample = new
            {
                id = $"q{index}",
                messages = new[]
                {
                    new { role = "user", content = $"Is review {index} of the series good or bad? It says {Words(index)}." },
                    new { role = "assistant", content = label },
                },
                labels = new { gold = label, topic = index % 2 == 0 ? "even" : "odd" },
                meta = new { reference_response = label },
            };
            lines.Append(JsonSerializer.Serialize(sample)).Append('\n');
        }

        return lines.ToString();
    }

    private static string Words(int index) => string.Join(' ', Enumerable.Range(0, 8).Select(word => $"w{(index * 31 + word * 17) % 97}"));
}
