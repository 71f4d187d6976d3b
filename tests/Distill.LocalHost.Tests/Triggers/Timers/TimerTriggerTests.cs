using Microsoft.Azure.Functions.Worker;

namespace Distill.LocalHost.Tests.Triggers.Timers;

public sealed class TimerTriggerTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_timer_runs_at_each_occurrence_and_not_before()
    {
        await using var driver = new TimerDriver(typeof(Hourly), Start);
        driver.Start();

        await driver.AdvanceAsync(TimeSpan.FromMinutes(30));
        var first = await driver.NextRunAsync();
        await driver.AdvanceAsync(TimeSpan.FromHours(1));
        var second = await driver.NextRunAsync();

        first.IsPastDue.ShouldBeFalse();
        first.ScheduleStatus!.Next.ShouldBe(Start.UtcDateTime.AddMinutes(30));
        second.ScheduleStatus!.Last.ShouldBe(Start.UtcDateTime.AddMinutes(30));
        (await driver.IsIdleAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Occurrences_missed_while_the_host_was_down_run_once_as_past_due()
    {
        await using var driver = new TimerDriver(typeof(Hourly), Start);
        driver.Start();
        await driver.AdvanceAsync(TimeSpan.FromMinutes(30));
        await driver.NextRunAsync();
        await driver.StopAsync();

        driver.AdvanceStopped(TimeSpan.FromHours(5));
        driver.Start();

        (await driver.NextRunAsync()).IsPastDue.ShouldBeTrue();
        (await driver.IsIdleAsync()).ShouldBeTrue();
        await driver.AdvanceAsync(TimeSpan.FromHours(1));
        (await driver.NextRunAsync()).IsPastDue.ShouldBeFalse();
    }

    [Fact]
    public async Task A_restart_between_occurrences_runs_nothing()
    {
        await using var driver = new TimerDriver(typeof(Hourly), Start);
        driver.Start();
        await driver.AdvanceAsync(TimeSpan.FromMinutes(30));
        await driver.NextRunAsync();
        await driver.StopAsync();

        driver.AdvanceStopped(TimeSpan.FromMinutes(10));
        driver.Start();

        (await driver.IsIdleAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_failing_function_keeps_its_schedule()
    {
        await using var driver = new TimerDriver(typeof(Hourly), Start);
        driver.OnRun = _ => throw new InvalidOperationException("on purpose");
        driver.Start();

        await driver.AdvanceAsync(TimeSpan.FromMinutes(30));
        await driver.NextRunAsync();
        await driver.AdvanceAsync(TimeSpan.FromHours(1));

        (await driver.NextRunAsync()).IsPastDue.ShouldBeFalse();
    }

    [Fact]
    public async Task A_timer_that_runs_at_startup_runs_at_each_start_and_then_on_schedule()
    {
        await using var driver = new TimerDriver(typeof(AtStartup), Start);
        driver.Start();

        (await driver.NextRunAsync()).IsPastDue.ShouldBeFalse();
        await driver.AdvanceAsync(TimeSpan.FromMinutes(30));
        (await driver.NextRunAsync()).ScheduleStatus!.Last.ShouldBe(Start.UtcDateTime);
    }

    [Fact]
    public async Task A_wait_longer_than_a_day_ends_at_its_occurrence()
    {
        await using var driver = new TimerDriver(typeof(Monthly), Start);
        driver.Start();

        for (var day = 0; day < 7; day++)
        {
            await driver.AdvanceAsync(TimeSpan.FromDays(1));
        }

        await driver.AdvanceAsync(TimeSpan.FromHours(15.5));
        (await driver.NextRunAsync()).ScheduleStatus!.Next.ShouldBe(new DateTime(2026, 12, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    public sealed class Hourly(TimerDriverHandle driver)
    {
        [Function("Hourly")]
        public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer) => driver.Report(timer);
    }

    public sealed class AtStartup(TimerDriverHandle driver)
    {
        [Function("AtStartup")]
        public void Run([TimerTrigger("0 0 * * * *", RunOnStartup = true)] TimerInfo timer) => driver.Report(timer);
    }

    public sealed class Monthly(TimerDriverHandle driver)
    {
        [Function("Monthly")]
        public void Run([TimerTrigger("0 0 0 1 * *")] TimerInfo timer) => driver.Report(timer);
    }
}
