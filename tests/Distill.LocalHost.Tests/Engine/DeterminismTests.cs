using Distill.LocalHost.Engine;
using Distill.LocalHost.Engine.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Distill.LocalHost.Tests.Engine;

public sealed class DeterminismTests
{
    [Fact]
    public void A_recorded_history_replays_on_the_code_that_made_it()
    {
        var result = HistoryReplayer.Replay(OrderOrchestration.Register(new EngineRegistry()), Golden("order.jsonl"), "order-1");

        result.HasEnded.ShouldBeTrue();
        result.Output.ShouldBe("\"paid 42, approved by Ada\"");
        result.WaitingSteps.ShouldBe(0);
    }

    [Fact]
    public void A_history_that_other_code_made_is_refused_with_the_expected_and_the_actual_step()
    {
        var refused = Should.Throw<NonDeterminismException>(() =>
            HistoryReplayer.Replay(OrderOrchestration.Register(new EngineRegistry()), Golden("order-of-other-code.jsonl"), "order-1")
        );

        refused.Expected.ShouldBe("step 1: call of activity 'Ship'");
        refused.Actual.ShouldBe("step 1: timer");
    }

    [Fact]
    public void A_history_with_a_step_that_the_code_does_not_take_is_refused()
    {
        var shorter = new EngineRegistry().AddOrchestrator("Order", _ => Task.FromResult<object?>("early"));

        var refused = Should.Throw<NonDeterminismException>(() => HistoryReplayer.Replay(shorter, Golden("order.jsonl"), "order-1"));

        refused.Expected.ShouldBe("step 0: call of activity 'Charge'");
        refused.Actual.ShouldStartWith("nothing");
    }

    [Fact]
    public async Task The_golden_history_is_what_the_engine_writes()
    {
        await using EngineDriver driver = new();
        OrderOrchestration.Register(driver);
        await driver.StartAsync();
        var id = await driver.ScheduleAsync("Order", 42, new StartOrchestrationOptions("order-1"));
        await driver.RecordedAsync(id, HistoryEventKind.TimerCreated);
        driver.Time.Advance(TimeSpan.FromMinutes(10));
        await driver.RecordedAsync(id, HistoryEventKind.TimerFired);
        await driver.Client.RaiseEventAsync(id, "Approval", "Ada");
        await driver.EndAsync(id);

        // The order of a step and of an event that comes meanwhile may differ from run to run; replay does not depend on it.
        driver.Engine.ReadHistory(id).Select(Comparable).Order().ShouldBe(Golden("order.jsonl").Select(Comparable).Order());
    }

    [Fact]
    public async Task Code_that_changed_under_a_running_instance_fails_it_with_the_expected_and_the_actual_step()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Changes",
                async c =>
                {
                    await c.CallActivityAsync("A");
                    return await c.WaitForExternalEvent<int>("go");
                }
            )
            .Activity<int, int>("A", _ => Task.FromResult(1))
            .StartAsync();
        var id = await driver.ScheduleAsync("Changes");
        await driver.RecordedAsync(id, HistoryEventKind.TaskCompleted);

        await driver.RestartAsync(changed =>
            changed.Orchestrator(
                "Changes",
                async c =>
                {
                    try
                    {
                        await c.CallActivityAsync("B");
                    }
                    catch (NonDeterminismException)
                    {
                        // An orchestrator's own catch-all does not hide it.
                    }

                    return 1;
                }
            )
        );

        var end = await driver.EndAsync(id);
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.FailureDetails!.ErrorMessage.ShouldContain("Expected: step 0: call of activity 'A'. Actual: step 0: call of activity 'B'.");
    }

    [Fact]
    public async Task Awaiting_something_that_is_not_durable_fails_the_instance_and_says_what_to_do()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Cheats",
                async _ =>
                {
                    await Task.Run(() => 1);
                    return 1;
                }
            )
            .StartAsync();

        (await driver.RunAsync("Cheats")).FailureDetails!.ErrorMessage.ShouldContain("Await only durable tasks");
    }

    [Fact]
    public async Task Using_the_context_off_its_thread_is_refused()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Strays",
                c =>
                {
                    var message = "";
                    Thread stranger = new(() =>
                    {
                        try
                        {
                            c.SendEvent("x", "y", 1);
                        }
                        catch (InvalidOperationException e)
                        {
                            message = e.Message;
                        }
                    });
                    stranger.Start();
                    stranger.Join();
                    return Task.FromResult(message);
                }
            )
            .StartAsync();

        (await driver.RunAsync("Strays")).ReadOutputAs<string>()!.ShouldContain("logical thread");
    }

    private static IReadOnlyList<HistoryEvent> Golden(string name) =>
        [.. HistoryJson.ReadAll(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Engine", "Histories", name)))];

    private static string Comparable(HistoryEvent item) => HistoryJson.Write(item with { Sequence = 0 });
}

internal static class OrderOrchestration
{
    public static EngineRegistry Register(EngineRegistry registry) => registry.AddOrchestrator("Order", async c => await RunAsync(c));

    public static void Register(EngineDriver driver) =>
        driver.Orchestrator("Order", RunAsync).Activity<int, int>("Charge", amount => Task.FromResult(amount));

    private static async Task<string> RunAsync(TaskOrchestrationContext context)
    {
        var paid = await context.CallActivityAsync<int>("Charge", context.GetInput<int>());
        await context.CreateTimer(TimeSpan.FromMinutes(10), CancellationToken.None);
        var by = await context.WaitForExternalEvent<string>("Approval");
        return $"paid {paid}, approved by {by}";
    }
}
