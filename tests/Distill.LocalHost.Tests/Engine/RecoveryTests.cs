using System.Collections.Concurrent;
using Distill.LocalHost.Engine;
using Distill.LocalHost.Engine.History;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Distill.LocalHost.Tests.Engine;

public sealed class RecoveryTests
{
    [Fact]
    public async Task After_a_restart_recorded_steps_do_not_run_again_and_the_others_do()
    {
        ConcurrentQueue<int> ran = new();
        TaskCompletionSource never = new();
        await using var driver = await new EngineDriver { StopGrace = TimeSpan.Zero }
            .Orchestrator("Steps", Steps)
            .RawActivity(
                "Step",
                async invocation =>
                {
                    ran.Enqueue(invocation.GetInput<int>());
                    if (invocation.GetInput<int>() == 3)
                    {
                        await never.Task.WaitAsync(invocation.CancellationToken);
                    }

                    return invocation.GetInput<int>();
                }
            )
            .StartAsync();
        var id = await driver.ScheduleAsync("Steps");
        await driver.EventuallyAsync(() => ran.Contains(3), () => "Step 3 has not started.");

        await driver.RestartAsync(changed =>
            changed
                .Orchestrator("Steps", Steps)
                .RawActivity(
                    "Step",
                    invocation =>
                    {
                        ran.Enqueue(invocation.GetInput<int>());
                        return Task.FromResult<object?>(invocation.GetInput<int>());
                    }
                )
        );

        (await driver.EndAsync(id)).ReadOutputAs<int>().ShouldBe(10);
        ran.ShouldBe([0, 1, 2, 3, 3, 4]);
    }

    [Fact]
    public async Task Replay_gives_the_same_ids_and_times_and_logs_nothing_twice()
    {
        RecordingLoggerFactory log = new();
        await using var driver = await new EngineDriver { LoggerFactory = log }
            .Orchestrator(
                "Draws",
                async c =>
                {
                    var logger = c.CreateReplaySafeLogger("test");
                    var before = $"{c.NewGuid()} {c.NewGuid()} {c.CurrentUtcDateTime:O}";
                    logger.LogInformation("first");
                    await c.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                    logger.LogInformation("second");
                    var kept = await c.WaitForExternalEvent<string>("compare");
                    return kept == "?" ? before
                        : kept == before ? "same"
                        : "different";
                }
            )
            .StartAsync();
        var id = await driver.ScheduleAsync("Draws");
        await driver.RecordedAsync(id, HistoryEventKind.TimerCreated);
        await driver.RestartAsync();
        driver.Time.Advance(TimeSpan.FromHours(1));
        await driver.RecordedAsync(id, HistoryEventKind.TimerFired);
        await driver.Client.RaiseEventAsync(id, "compare", "?");
        var drawn = (await driver.EndAsync(id)).ReadOutputAs<string>()!;

        drawn.Split(' ').Distinct().Count().ShouldBe(3);
        log.Messages.Where(message => message is "first" or "second").ShouldBe(["first", "second"]);
        HistoryReplayer
            .Replay(
                Registry(c => Task.FromResult<object?>($"{c.NewGuid()} {c.NewGuid()} {c.CurrentUtcDateTime:O}")),
                [driver.Engine.ReadHistory(id)[0]],
                id
            )
            .Output.ShouldBe($"\"{drawn}\"");
    }

    [Fact]
    public async Task A_second_engine_on_the_same_file_is_refused_and_told_who_has_it()
    {
        await using var driver = await new EngineDriver().StartAsync();

        var refused = await Should.ThrowAsync<EngineInUseException>(() => DurableEngine.OpenAsync(driver.Options, new EngineRegistry()));

        refused.Message.ShouldContain($"process {Environment.ProcessId}");
        refused.Message.ShouldContain(driver.DatabasePath);
    }

    [Fact]
    public async Task Idle_instances_leave_memory_and_come_back_with_their_next_event()
    {
        const int Count = 200;
        await using var driver = await new EngineDriver { IdleMemoryBytes = 0 }
            .Orchestrator(
                "Waits",
                async c =>
                {
                    var sum = await c.CallActivityAsync<int>("Echo", c.GetInput<int>());
                    sum += await c.WaitForExternalEvent<int>("first");
                    await c.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                    return sum + await c.WaitForExternalEvent<int>("second");
                }
            )
            .Activity<int, int>("Echo", Task.FromResult)
            .StartAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, Count).Select(i => driver.ScheduleAsync("Waits", i)));

        foreach (var wave in new[] { "first", "second" })
        {
            await driver.EventuallyAsync(
                () =>
                {
                    driver.Time.Advance(TimeSpan.FromSeconds(61));
                    return driver.Engine.InstancesInMemory == 0;
                },
                () => $"{driver.Engine.InstancesInMemory} instances stay in memory."
            );
            await Task.WhenAll(ids.Select(id => driver.Client.RaiseEventAsync(id, wave, 1000)));
        }

        driver.Time.Advance(TimeSpan.FromMinutes(2));
        for (var i = 0; i < Count; i++)
        {
            (await driver.EndAsync(ids[i])).ReadOutputAs<int>().ShouldBe(2000 + i);
        }
    }

    [Fact]
    public async Task An_eviction_that_comes_during_a_turn_takes_none_of_its_steps_along()
    {
        using ManualResetEventSlim entered = new();
        using ManualResetEventSlim gate = new();
        await using var driver = await new EngineDriver { IdleMemoryBytes = 0 }
            .Orchestrator(
                "Decides",
                async c =>
                {
                    var number = await c.WaitForExternalEvent<int>("go");
                    entered.Set();
                    gate.Wait();
                    return await c.CallActivityAsync<int>("Echo", number);
                }
            )
            .Activity<int, int>("Echo", Task.FromResult)
            .StartAsync();
        var id = await driver.ScheduleAsync("Decides");
        await driver.Client.RaiseEventAsync(id, "go", 7);
        entered.Wait();

        // The trimmer sees an idle execution in memory: its mailbox is empty, and what it decides is not written yet.
        driver.Time.Advance(TimeSpan.FromSeconds(61));
        gate.Set();

        (await driver.EndAsync(id)).ReadOutputAs<int>().ShouldBe(7);
    }

    [Fact]
    public async Task A_stop_waits_for_running_activities_and_keeps_their_results()
    {
        TaskCompletionSource<int> work = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var runs = 0;
        await using var driver = await new EngineDriver()
            .Orchestrator("Works", c => c.CallActivityAsync<int>("Work"))
            .Activity<int, int>(
                "Work",
                _ =>
                {
                    runs++;
                    started.TrySetResult();
                    return work.Task;
                }
            )
            .StartAsync();
        var id = await driver.ScheduleAsync("Works");
        await started.Task;

        var stop = driver.StopAsync();
        stop.IsCompleted.ShouldBeFalse();
        work.SetResult(7);
        await stop;
        await driver.StartAsync();

        (await driver.EndAsync(id)).ReadOutputAs<int>().ShouldBe(7);
        runs.ShouldBe(1);
    }

    [Fact]
    public async Task An_engine_whose_file_can_no_longer_be_written_stops_and_says_so()
    {
        await using var driver = await new EngineDriver().Orchestrator("Is well", _ => Task.FromResult(1)).StartAsync();
        DropHistoryTable(driver.DatabasePath);

        var refused = await Should.ThrowAsync<IOException>(() => driver.ScheduleAsync("Is well"));
        var reported = await Should.ThrowAsync<IOException>(() => driver.Engine.Completion);

        refused.Message.ShouldContain("cannot write its file");
        reported.ShouldBeSameAs(refused);
    }

    private static async Task<int> Steps(TaskOrchestrationContext context)
    {
        var sum = 0;
        for (var i = 0; i < 5; i++)
        {
            sum += await context.CallActivityAsync<int>("Step", i);
        }

        return sum;
    }

    private static void DropHistoryTable(string path)
    {
        using SqliteConnection vandal = new($"Data Source={path};Pooling=False");
        vandal.Open();
        using var drop = vandal.CreateCommand();
        drop.CommandText = "DROP TABLE history";
        drop.ExecuteNonQuery();
    }

    private static EngineRegistry Registry(Func<TaskOrchestrationContext, Task<object?>> draws) =>
        new EngineRegistry().AddOrchestrator("Draws", draws);

    private sealed class RecordingLoggerFactory : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> Messages { get; } = new();

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose() { }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Messages.Enqueue(formatter(state, exception));
    }
}
