using Distill.LocalHost.Engine;
using Distill.LocalHost.Engine.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.LocalHost.Tests.Engine;

public sealed class ActivityTests
{
    [Fact]
    public async Task An_orchestrator_gets_the_results_of_its_activities_in_the_order_it_asked()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator("Squares", async c => await Task.WhenAll(c.GetInput<int[]>()!.Select(i => c.CallActivityAsync<int>("Square", i))))
            .Activity<int, int>("Square", i => Task.FromResult(i * i))
            .StartAsync();

        var end = await driver.RunAsync("Squares", new[] { 3, 1, 2 });

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        end.ReadOutputAs<int[]>().ShouldBe([9, 1, 4]);
    }

    [Fact]
    public async Task A_failed_activity_throws_where_it_is_awaited_and_says_what_happened_as_text()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Catching",
                async c =>
                {
                    var failure = await c.CallActivityAsync("Fails").CaughtAsync<TaskFailedException>();
                    return $"{failure.TaskName} {failure.TaskId} {failure.FailureDetails.ErrorMessage} "
                        + $"{failure.FailureDetails.IsCausedBy<InvalidOperationException>()} {failure.FailureDetails.InnerFailure!.ErrorMessage}";
                }
            )
            .Activity<int, int>("Fails", _ => throw new InvalidOperationException("no luck", new FormatException("inner")))
            .StartAsync();

        (await driver.RunAsync("Catching")).ReadOutputAs<string>().ShouldBe("Fails 0 no luck True inner");
    }

    [Fact]
    public async Task A_failure_nobody_catches_fails_the_instance()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator("Careless", c => c.CallActivityAsync<int>("Fails"))
            .Activity<int, int>("Fails", _ => throw new InvalidOperationException("no luck"))
            .StartAsync();

        var end = await driver.RunAsync("Careless");

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.FailureDetails!.ErrorType.ShouldBe(typeof(TaskFailedException).FullName);
        end.FailureDetails.ErrorMessage.ShouldContain("no luck");
    }

    [Fact]
    public async Task An_unknown_activity_fails_at_once_whatever_the_retry_policy()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Calls",
                c => c.CallActivityAsync<int>("Nowhere", options: new TaskOptions(new RetryPolicy(5, TimeSpan.FromMinutes(1))))
            )
            .StartAsync();

        var end = await driver.RunAsync("Calls");

        end.FailureDetails!.ErrorMessage.ShouldContain("No activity 'Nowhere' is registered");
    }

    [Fact]
    public async Task An_unknown_orchestrator_fails_its_instance()
    {
        await using var driver = await new EngineDriver().StartAsync();

        var end = await driver.RunAsync("Nowhere");

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.FailureDetails!.ErrorType.ShouldBe(typeof(TaskNotRegisteredException).FullName);
    }

    [Fact]
    public async Task A_retry_policy_waits_longer_each_time_on_durable_timers()
    {
        var attempts = 0;
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Retrying",
                async c =>
                {
                    var start = c.CurrentUtcDateTime;
                    await c.CallActivityAsync("Flaky", options: new TaskOptions(new RetryPolicy(4, TimeSpan.FromSeconds(10), 2.0)));
                    return (c.CurrentUtcDateTime - start).TotalSeconds;
                }
            )
            .Activity<int, int>("Flaky", _ => ++attempts < 3 ? throw new InvalidOperationException("again") : Task.FromResult(1))
            .StartAsync();

        var id = await driver.ScheduleAsync("Retrying");
        await driver.RecordedAsync(id, HistoryEventKind.TimerCreated, 1);
        driver.Time.Advance(TimeSpan.FromSeconds(10));
        await driver.RecordedAsync(id, HistoryEventKind.TimerCreated, 2);
        driver.Time.Advance(TimeSpan.FromSeconds(20));

        (await driver.EndAsync(id)).ReadOutputAs<double>().ShouldBe(30);
        attempts.ShouldBe(3);
    }

    [Fact]
    public async Task A_retry_policy_asks_its_predicate_with_the_failure()
    {
        var attempts = 0;
        RetryPolicy policy = new(5, TimeSpan.FromSeconds(1)) { HandleFailure = failure => !failure.IsCausedBy<FormatException>() };
        await using var driver = await new EngineDriver()
            .Orchestrator("Retrying", c => c.CallActivityAsync<int>("Wrong", options: new TaskOptions(policy)))
            .Activity<int, int>(
                "Wrong",
                _ =>
                {
                    attempts++;
                    throw new FormatException("hopeless");
                }
            )
            .StartAsync();

        (await driver.RunAsync("Retrying")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        attempts.ShouldBe(1);
    }

    [Fact]
    public async Task A_retry_handler_decides_with_the_number_of_attempts()
    {
        var attempts = 0;
        RetryHandler handler = retry => retry.LastAttemptNumber < 3 && retry.LastFailure.ErrorMessage == "again";
        await using var driver = await new EngineDriver()
            .Orchestrator("Retrying", c => c.CallActivityAsync<int>("Fails", options: TaskOptions.FromRetryHandler(handler)))
            .Activity<int, int>(
                "Fails",
                _ =>
                {
                    attempts++;
                    throw new InvalidOperationException("again");
                }
            )
            .StartAsync();

        (await driver.RunAsync("Retrying")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        attempts.ShouldBe(3);
    }

    [Fact]
    public async Task No_more_activities_run_at_once_than_the_setting_says()
    {
        var running = 0;
        var most = 0;
        using SemaphoreSlim gate = new(0);
        await using var driver = await new EngineDriver { MaxConcurrentActivities = 3 }
            .Orchestrator(
                "Many",
                async c => (await Task.WhenAll(Enumerable.Range(0, 9).Select(i => c.CallActivityAsync<int>("Slow", i)))).Sum()
            )
            .Activity<int, int>(
                "Slow",
                async i =>
                {
                    var now = Interlocked.Increment(ref running);
                    InterlockedMax(ref most, now);
                    await gate.WaitAsync();
                    Interlocked.Decrement(ref running);
                    return i;
                }
            )
            .StartAsync();

        var id = await driver.ScheduleAsync("Many");
        await driver.EventuallyAsync(() => Volatile.Read(ref running) == 3, () => $"{running} activities run, not 3.");
        gate.Release(9);

        (await driver.EndAsync(id)).ReadOutputAs<int>().ShouldBe(36);
        most.ShouldBe(3);
    }

    [Fact]
    public async Task Each_activity_has_a_service_scope_of_its_own()
    {
        await using var services = new ServiceCollection().AddScoped<object>().BuildServiceProvider();
        HashSet<object> seen = [];
        await using var driver = await new EngineDriver { Services = services }
            .Orchestrator(
                "Twice",
                async c =>
                {
                    await c.CallActivityAsync("Resolves");
                    await c.CallActivityAsync("Resolves");
                    return 0;
                }
            )
            .RawActivity(
                "Resolves",
                invocation =>
                {
                    seen.Add(invocation.Services.GetRequiredService<object>());
                    return Task.FromResult<object?>(null);
                }
            )
            .StartAsync();

        await driver.RunAsync("Twice");

        seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_versioned_activity_serves_exactly_its_version()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Versions",
                async c =>
                    await c.CallActivityAsync<string>("Say")
                    + await c.CallActivityAsync<string>("Say", options: new TaskOptions { Version = "2" })
                    + c.Version
            )
            .Activity<int, string>("Say", _ => Task.FromResult("one "), "1")
            .Activity<int, string>("Say", _ => Task.FromResult("two "), "2")
            .StartAsync();

        var end = await driver.RunAsync("Versions", options: new StartOrchestrationOptions { Version = "1" });

        end.ReadOutputAs<string>().ShouldBe("one two 1");
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, value, seen) != seen) { }
    }
}
