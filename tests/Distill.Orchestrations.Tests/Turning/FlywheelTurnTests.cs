using Distill.Core.Evaluation.Gates;
using Distill.Core.Flywheel;
using Distill.Core.Flywheel.Turning;
using Distill.Core.Reporting.Turns;
using Distill.Core.Runs;
using Distill.Core.Storage;
using Distill.LocalHost.Engine;
using Distill.LocalHost.Engine.History;
using Distill.Orchestrations.Annotating;
using Distill.Orchestrations.Evaluating;
using Distill.Orchestrations.Turning;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Orchestrations.Tests.Turning;

/// <summary>Whole turns of the wheel: logs and feedback as files, teacher, judge and student of the emulator, the app's own host.</summary>
public sealed class FlywheelTurnTests
{
    [Fact]
    public async Task ABetterTeacherMakesAChallengerThatIsPromotedAndAllThatLedToItIsKept()
    {
        await using var driver = await TurnDriver.StartAsync();
        LogDay(driver);
        await driver.FlushAsync();

        var run = await driver.Host.RunAsync(TurnDriver.Spec());

        run.Status.ShouldBe(RunStatus.Completed, run.Error);
        var report = TurnJson.Parse(await driver.Host.TextAsync(run.Reports["json"]));
        report.End.ShouldBe(TurnEnd.Promoted, report.Summary);
        report.Traffic!.Replies.ShouldBe(160);
        report.Traffic.LikeRate.ShouldBe(0.4);
        report.Selection!.Classes["low"].ShouldBe(90);
        report.Selection.Reasons["low_score"].ShouldBe(90);
        (report.Selection.Classes["unrated"] + report.Selection.Classes.GetValueOrDefault("neutral")).ShouldBe(10);
        run.Usage["judge/select"].Calls.ShouldBe(5, "a sample of the unrated is judged");
        report.Slices.Keys.ShouldBe(["base", "disliked", "liked"], ignoreOrder: true);
        report.Fresh.ShouldBeGreaterThan(20);
        report.Replayed.ShouldBeGreaterThan(5);
        report.Trainings.Select(stage => stage.Method).ShouldBe(["sft", "dpo"]);
        report.Trainings[0].From.ShouldBe("student");
        report.Trainings[1].From.ShouldBe(report.Trainings[0].Model);
        foreach (var choice in report.Trainings.Select(stage => stage.Choice.ShouldNotBeNull()))
        {
            choice.By.ShouldBe("judge");
            choice.Rows.ShouldBeInRange(1, (int)await driver.Host.RecordsAsync(RunDatasets.Validation(run.Id)));
            choice.Scores[choice.Model].ShouldBe(choice.Scores.Values.Max());
        }

        report.Decision!.Outcome.ShouldBe(GateOutcome.Promote);
        await ShouldBeRegisteredAsync(driver, run, report);
        var wheel = await WheelAsync(driver);
        wheel.Watermark.ShouldBe(TurnDriver.Day.AddDays(1));
        wheel.Open.ShouldBeEmpty("what was worked through is not carried over");
        await ShouldReplayAsync(driver, run.Id);
    }

    [Fact]
    public async Task TheNextTurnTrainsThePromotedVersionFurtherAndShowsItSomeOfWhatItHasLearnedBefore()
    {
        await using var driver = await TurnDriver.StartAsync();
        LogDay(driver);
        await driver.FlushAsync();
        var first = await driver.Host.RunAsync(TurnDriver.Spec());

        var second = await driver.Host.RunAsync(TurnDriver.Spec());

        second.Status.ShouldBe(RunStatus.Completed, second.Error);
        var before = TurnJson.Parse(await driver.Host.TextAsync(first.Reports["json"]));
        var report = TurnJson.Parse(await driver.Host.TextAsync(second.Reports["json"]));
        report.Online.ShouldBe(before.Challenger);
        report.Trainings[0].From.ShouldBe(before.Challenger);
        report.Replayed.ShouldBeGreaterThan(before.Replayed);
        report.End.ShouldBe(TurnEnd.Kept, "it learns the same once more, so it is not shown to be better");
        var registry = driver.Host.Host.Services.GetRequiredService<IModelRegistry>();
        (await registry.FindAsync(report.Challenger!))!.Value.Parent.ShouldBe(before.Challenger);
    }

    [Fact]
    public async Task ASpoiltTeacherMakesAWorseChallengerAndTheOnlineModelStays()
    {
        await using var driver = await TurnDriver.StartAsync(isSpoilt: true);
        await driver.TrainOnlineAsync();
        LogDay(driver);
        await driver.FlushAsync();

        var run = await driver.Host.RunAsync(TurnDriver.Spec());

        run.Status.ShouldBe(RunStatus.Completed, run.Error);
        var report = TurnJson.Parse(await driver.Host.TextAsync(run.Reports["json"]));
        report.End.ShouldBe(TurnEnd.Kept, report.Summary);
        report.Decision!.Outcome.ShouldBe(GateOutcome.Keep);
        report.Rollout.ShouldBeNull();
        report.Online.ShouldBe(driver.OnlineVersion);
        (await WheelAsync(driver)).Watermark.ShouldBe(TurnDriver.Day.AddDays(1));
    }

    [Fact]
    public async Task AHostThatStopsWhileTheTeacherDraftsGoesOnAndPaysForNoDraftTwice()
    {
        await using var driver = await TurnDriver.StartAsync(slowTeacher: true);
        LogDay(driver);
        await driver.FlushAsync();
        var run = await driver.Host.StartRunAsync(TurnDriver.Spec());
        await driver.Host.WaitForRequestsAsync("teacher", 10);

        await driver.Host.StopHostAsync();
        await driver.Host.StartHostAsync();
        var ended = await driver.Host.EndAsync(run.Id);

        ended.Status.ShouldBe(RunStatus.Completed, ended.Error);
        var report = TurnJson.Parse(await driver.Host.TextAsync(ended.Reports["json"]));
        report.End.ShouldBe(TurnEnd.Promoted, report.Summary);
        (await driver.Host.StatisticAsync("teacher", "asked_again_after_answer")).ShouldBeLessThanOrEqualTo(4, "those in flight");
    }

    [Fact]
    public async Task TooFewLowRepliesEndTheTurnAndAreCarriedOver()
    {
        await using var driver = await TurnDriver.StartAsync();
        foreach (var index in Enumerable.Range(0, 10))
        {
            driver.Log(index, TurnDriver.Wrong(index), -1);
        }

        await driver.FlushAsync();

        var run = await driver.Host.RunAsync(TurnDriver.Spec());

        run.Status.ShouldBe(RunStatus.Completed, run.Error);
        var report = TurnJson.Parse(await driver.Host.TextAsync(run.Reports["json"]));
        report.End.ShouldBe(TurnEnd.NothingToDo);
        (await driver.Host.RequestsAsync("teacher")).ShouldBe(0);
        (await WheelAsync(driver)).Watermark.ShouldBe(TurnDriver.Day);

        // Windows that people name do not touch the one before; its traffic comes with them, once, as long as it is not too old.
        var next = await ReportAsync("{from: 2026-11-24T12:00:00Z, to: 2026-11-25T12:00:00Z}");
        next.Carried.ShouldBe([new TrafficWindow(TurnDriver.Day, TurnDriver.Day.AddHours(12))]);
        next.Traffic!.Replies.ShouldBe(10);
        next.Traffic.Disliked.ShouldBe(10);
        var late = await ReportAsync("{from: 2026-12-03T00:00:00Z, to: 2026-12-04T00:00:00Z}");
        late.Carried.ShouldBeEmpty();
        late.Traffic!.Replies.ShouldBe(0);

        async Task<TurnReport> ReportAsync(string window)
        {
            var again = await driver.Host.RunAsync(TurnDriver.Spec(window));
            again.Status.ShouldBe(RunStatus.Completed, again.Error);
            return TurnJson.Parse(await driver.Host.TextAsync(again.Reports["json"]));
        }
    }

    // Nine tenths of those who say something: 90 disliked wrong answers, 60 liked right ones, 10 without a word.
    private static void LogDay(TurnDriver driver)
    {
        foreach (var index in Enumerable.Range(0, 160))
        {
            var thumb =
                index >= 150 ? 0
                : index < 90 ? -1
                : 1;
            driver.Log(index, thumb < 0 ? TurnDriver.Wrong(index) : TurnDriver.Right(index), thumb);
        }
    }

    private static Task<WheelState> WheelAsync(TurnDriver driver) =>
        driver.Host.Host.Services.GetRequiredService<WheelStore>().ReadAsync("reviews");

    private static async Task ShouldBeRegisteredAsync(TurnDriver driver, RunRecord run, TurnReport report)
    {
        var registry = driver.Host.Host.Services.GetRequiredService<IModelRegistry>();
        var version = (await registry.FindAsync(report.Challenger!)).ShouldNotBeNull().Value;
        version.RunId.ShouldBe(run.Id);
        version.Parent.ShouldBeNull();
        version.Promotions.ShouldHaveSingleItem().Alias.ShouldBe("online");
        version.Datasets.ShouldContain($"{run.Id}-fresh");
        var record = new GateRecord(await driver.Host.TextAsync(version.Decision!.Path), version.Decision.Sha256);
        record.Read().Outcome.ShouldBe(GateOutcome.Promote);
    }

    private static async Task ShouldReplayAsync(TurnDriver driver, string runId)
    {
        await driver.Host.StopHostAsync();
        var registry = new EngineRegistry()
            .AddOrchestrator(nameof(FlywheelTurn), async context => await FlywheelTurn.RunAsync(context))
            .AddOrchestrator(nameof(AnnotationRound), async context => await AnnotationRound.RunAsync(context))
            .AddOrchestrator(nameof(CandidateEvaluation), async context => await CandidateEvaluation.RunAsync(context));
        var options = new DurableEngineOptions { DatabasePath = Path.Combine(driver.Host.Home, "engine.db") };
        await using var engine = await DurableEngine.OpenAsync(options, registry);
        foreach (var instance in new[] { runId, $"{runId}:annotation", $"{runId}:evaluation" })
        {
            var replayed = HistoryReplayer.Replay(registry, engine.ReadHistory(instance), instance);

            replayed.HasEnded.ShouldBeTrue(instance);
            replayed.Failure.ShouldBeNull(instance);
        }
    }
}
