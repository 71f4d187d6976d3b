using Distill.LocalHost.Engine.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Distill.LocalHost.Tests.Engine;

public sealed class TimerTests
{
    [Fact]
    public async Task A_timer_fires_when_its_time_has_come_and_not_before()
    {
        await using var driver = await Sleeper().StartAsync();

        var id = await driver.ScheduleAsync("Sleeps");
        await driver.RecordedAsync(id, HistoryEventKind.TimerCreated);
        driver.Time.Advance(TimeSpan.FromMinutes(59));
        (await driver.GetAsync(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
        driver.Time.Advance(TimeSpan.FromMinutes(1));

        (await driver.EndAsync(id)).ReadOutputAs<double>().ShouldBe(60);
    }

    [Fact]
    public async Task A_timer_that_came_due_while_the_engine_was_down_fires_after_the_start()
    {
        await using var driver = await Sleeper().StartAsync();
        var id = await driver.ScheduleAsync("Sleeps");
        await driver.RecordedAsync(id, HistoryEventKind.TimerCreated);

        await driver.StopAsync();
        driver.Time.Advance(TimeSpan.FromHours(3));
        await driver.StartAsync();

        (await driver.EndAsync(id)).ReadOutputAs<double>().ShouldBe(180);
    }

    [Fact]
    public async Task A_timer_that_is_given_up_does_not_hold_the_orchestrator()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Gives up",
                async c =>
                {
                    using CancellationTokenSource life = new();
                    var timer = c.CreateTimer(TimeSpan.FromDays(90), life.Token);
                    life.CancelInPlace();
                    await timer.CaughtAsync<TaskCanceledException>();
                    await c.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
                    return "done";
                }
            )
            .StartAsync();

        var id = await driver.ScheduleAsync("Gives up");
        await driver.RecordedAsync(id, HistoryEventKind.TimerCreated, 2);
        driver.Time.Advance(TimeSpan.FromSeconds(1));

        (await driver.EndAsync(id)).ReadOutputAs<string>().ShouldBe("done");
    }

    [Fact]
    public async Task Waiting_for_an_event_with_a_time_limit_ends_with_the_limit()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Waits",
                async c =>
                {
                    await c.WaitForExternalEvent<int>("late", TimeSpan.FromMinutes(1)).CaughtAsync<TaskCanceledException>();
                    return await c.WaitForExternalEvent<int>("late", TimeSpan.FromMinutes(1));
                }
            )
            .StartAsync();

        var id = await driver.ScheduleAsync("Waits");
        await driver.RecordedAsync(id, HistoryEventKind.TimerCreated);
        driver.Time.Advance(TimeSpan.FromMinutes(1));
        await driver.RecordedAsync(id, HistoryEventKind.TimerCreated, 2);
        await driver.Client.RaiseEventAsync(id, "late", 7);

        (await driver.EndAsync(id)).ReadOutputAs<int>().ShouldBe(7);
    }

    [Fact]
    public async Task A_scheduled_start_waits_for_its_time_over_a_restart_and_keeps_events_for_then()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator("Later", async c => $"{c.CurrentUtcDateTime:HH:mm} {await c.WaitForExternalEvent<string>("early")}")
            .StartAsync();
        var start = driver.Time.GetUtcNow().AddHours(2);

        var id = await driver.ScheduleAsync("Later", options: new StartOrchestrationOptions(null, start));
        await driver.Client.RaiseEventAsync(id, "early", "bird");
        await driver.RestartAsync();
        (await driver.GetAsync(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Pending);
        driver.Time.Advance(TimeSpan.FromHours(2));

        (await driver.EndAsync(id)).ReadOutputAs<string>().ShouldBe("05:04 bird");
    }

    private static EngineDriver Sleeper() =>
        new EngineDriver().Orchestrator(
            "Sleeps",
            async c =>
            {
                var start = c.CurrentUtcDateTime;
                await c.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                return (c.CurrentUtcDateTime - start).TotalMinutes;
            }
        );
}
