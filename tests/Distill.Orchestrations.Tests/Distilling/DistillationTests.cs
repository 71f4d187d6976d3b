using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Distill.Core.Runs;
using Distill.Core.Storage;
using Distill.Core.Telemetry;
using Distill.ModelEmulator;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Orchestrations.Tests.Distilling;

public sealed class DistillationTests
{
    [Fact]
    public async Task AWholeRunEndsWithAReportAndARegisteredStudentAndASecondOneAsksNoTeacher()
    {
        await using var driver = await RunDriver.StartAsync();
        await driver.UploadAsync(Reviews.Tsv(160));

        var run = await driver.RunAsync();

        run.Status.ShouldBe(RunStatus.Completed, run.Error);
        run.Counts["imported"].ShouldBe(160);
        run.EndedAt.ShouldNotBeNull();
        (await driver.TextAsync(run.Reports["md"])).ShouldContain("emulator");
        (await driver.TextAsync(run.Reports["html"])).ShouldContain("<html");
        var training = JsonNode.Parse(await driver.TextAsync(RunPaths.Training(run.Id, 1, "small")))!;
        training["curve"]!["points"]!.AsArray().Count.ShouldBeGreaterThan(10);
        training["diagnosis"].ShouldNotBeNull();
        run.Usage["teacher/teacher"].Calls.ShouldBe(160);
        run.Usage["teacher/teacher"].Cost.ShouldBeGreaterThan(0);
        (await driver.RequestsAsync("teacher")).ShouldBe(160);
        var registry = driver.Host.Services.GetRequiredService<IModelRegistry>();
        var student = (await registry.ListAsync().ToListAsync()).ShouldHaveSingleItem();
        student.RunId.ShouldBe(run.Id);
        student.Quality["accuracy"].ShouldBeGreaterThan(0.7);

        var again = await driver.RunAsync();

        again.Status.ShouldBe(RunStatus.Completed, again.Error);
        again.Id.ShouldNotBe(run.Id);
        again.Usage["teacher/teacher"].CacheHits.ShouldBe(160);
        again.Usage["teacher/teacher"].Cost.ShouldBe(0);
        (await driver.RequestsAsync("teacher")).ShouldBe(160);
        (await driver.IdsAsync(RunDatasets.Test(again.Id))).ShouldBe(await driver.IdsAsync(RunDatasets.Test(run.Id)));
    }

    [Fact]
    public async Task TheSpendMetricHoldsAnswersAndTraining()
    {
        const string Student = "metered";
        var spent = new ConcurrentBag<double>();
        // Asked for before anybody listens: while the instruments are being made, the one to compare with is not there yet.
        var metric = DistillMetrics.Cost;
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument == metric)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<double>(
            (_, cost, tags, _) =>
            {
                if (tags.Contains(new("distill.model", Student)))
                {
                    spent.Add(cost);
                }
            }
        );
        meters.Start();
        await using var driver = await RunDriver.StartAsync(
            emulator => emulator.Models[Student] = EmulatedModelOptions.SmallStudent(),
            settings => (settings[$"Models:{Student}:InputPrice"], settings[$"Models:{Student}:TrainingPrice"]) = ("0.1", "1.5")
        );
        await driver.UploadAsync(Reviews.Tsv(120));

        var run = await driver.RunAsync(RunDriver.Spec.Replace("model: student", $"model: {Student}", StringComparison.Ordinal));

        run.Status.ShouldBe(RunStatus.Completed, run.Error);
        run.Usage[$"{Student}/train"].Cost.ShouldBeGreaterThan(0);
        var booked = run.Usage.Where(usage => usage.Key.StartsWith(Student, StringComparison.Ordinal)).Sum(usage => usage.Value.Cost);
        spent.Sum().ShouldBe((double)booked, 1e-9);
    }

    [Fact]
    public async Task WithoutGoldLabelsStudentsAreMeasuredAgainstTheTeacher()
    {
        await using var driver = await RunDriver.StartAsync();
        await driver.UploadAsync(Reviews.Tsv(120));

        var run = await driver.RunAsync(
            RunDriver.Spec.Replace(", gold: gold", "", StringComparison.Ordinal) + "\ncheckpoint: {by: metric, most: 2}"
        );

        run.Status.ShouldBe(RunStatus.Completed, run.Error);
        (await driver.TextAsync(run.Reports["json"])).ShouldContain("agreement");
        var choice = (await driver.TrainingAsync(run.Id)).Choice.ShouldNotBeNull();
        choice.By.ShouldBe("metric");
        choice.Scores.Count.ShouldBe(2);
        choice.Scores.Values.ShouldAllBe(share => share >= 0 && share <= 1);
        choice.Scores[choice.Model].ShouldBe(choice.Scores.Values.Max());
        choice.Rows.ShouldBe((int)(await driver.RecordsAsync(RunDatasets.Validation(run.Id))), "validation rows, not test rows");
    }

    [Fact]
    public async Task ATextTaskIsScoredByTheJudge()
    {
        await using var driver = await RunDriver.StartAsync();
        await driver.UploadAsync(Reviews.Tsv(80));
        var spec = RunDriver
            .Spec.Replace(
                "task: {kind: label, labels: [good, bad], gold: gold}",
                "task: {kind: text}\njudge: {model: judge}",
                StringComparison.Ordinal
            )
            .Replace("labels: {gold: label}", "response: label", StringComparison.Ordinal);
        spec += "\ncheckpoint: {by: judge}";

        var run = await driver.RunAsync(spec);

        run.Status.ShouldBe(RunStatus.Completed, run.Error);
        run.Usage["judge/judge"].Calls.ShouldBeGreaterThan(0);
        (await driver.TextAsync(run.Reports["json"])).ShouldContain("judge_score");
        var choice = (await driver.TrainingAsync(run.Id)).Choice.ShouldNotBeNull();
        choice.By.ShouldBe("judge");
        run.Usage["judge/train"].Calls.ShouldBe(choice.Scores.Count * choice.Rows);
        (await driver.TextAsync(run.Reports["html"])).ShouldContain($"Taken: <code>{choice.Model}</code>");
    }

    [Fact]
    public async Task AnotherRoundTakesUnusedPromptsAndKeepsTheTestSetWhenTheGoalIsNotMet()
    {
        await using var driver = await RunDriver.StartAsync();
        await driver.UploadAsync(Reviews.Tsv(160));
        var spec = RunDriver
            .Spec.Replace(
                "teacher: {model: teacher}",
                "teacher: {model: teacher, promptsPerRound: 100}\nrounds: 2",
                StringComparison.Ordinal
            )
            .Replace("quality: 0.5", "quality: 2", StringComparison.Ordinal);

        var run = await driver.RunAsync(spec);

        run.Status.ShouldBe(RunStatus.Completed, run.Error);
        run.Round.ShouldBe(2);
        (await driver.RequestsAsync("teacher")).ShouldBe(160);
        var datasets = driver.Host.Services.GetRequiredService<IDatasetStore>();
        var first = (await datasets.FindAsync(RunDatasets.Train(run.Id, 1)))!;
        var second = (await datasets.FindAsync(RunDatasets.Train(run.Id, 2)))!;
        second.Records.ShouldBeGreaterThan(first.Records);
        run.Datasets["test"].ShouldBe(RunDatasets.Test(run.Id));
    }

    [Fact]
    public async Task APromptThatTheContentFilterRefusesIsARejectWithItsReason()
    {
        await using var driver = await RunDriver.StartAsync(emulator => emulator.Models["teacher"].Faults.ContentFilter.Add("clumsy"));
        await driver.UploadAsync(Reviews.Tsv(120));

        var run = await driver.RunAsync();

        run.Status.ShouldBe(RunStatus.Completed, run.Error);
        run.Counts["refused"].ShouldBe(12);
        var answers = (await driver.Host.Services.GetRequiredService<IDatasetStore>().FindAsync(RunDatasets.Teacher(run.Id, 1)))!;
        answers.Rejects["content_filter"].ShouldBe(12);
        (await driver.TextAsync(answers.RejectsPath!)).ShouldContain("\"reviews.tsv\"");
    }

    [Fact]
    public async Task AKilledRunGoesOnWhereItWasAndAsksNoAnsweredPromptAgain()
    {
        const int InFlight = 4;
        await using var driver = await RunDriver.StartAsync(
            emulator => emulator.Models["teacher"].Latency.MeanMilliseconds = 20,
            settings => settings["Models:teacher:MaxConcurrency"] = InFlight.ToString()
        );
        await driver.UploadAsync(Reviews.Tsv(160));
        var run = await driver.StartRunAsync();
        await driver.WaitForRequestsAsync("teacher", 50);
        await driver.StopHostAsync();

        await driver.StartHostAsync();
        var ended = await driver.EndAsync(run.Id);

        ended.Status.ShouldBe(RunStatus.Completed, ended.Error);
        ended.Usage["teacher/teacher"].Calls.ShouldBe(160);
        ended.Usage["teacher/teacher"].Latency.Count.ShouldBe(160);
        // Only what was in flight when the process died can have been answered without being kept.
        (await driver.StatisticAsync("teacher", "asked_again_after_answer")).ShouldBeLessThanOrEqualTo(InFlight);
        (await driver.StatisticAsync("teacher", "distinct_prompts")).ShouldBe(160);
    }
}
