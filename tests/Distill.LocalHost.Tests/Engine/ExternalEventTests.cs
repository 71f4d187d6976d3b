using Distill.LocalHost.Engine.History;
using Microsoft.DurableTask.Client;

namespace Distill.LocalHost.Tests.Engine;

public sealed class ExternalEventTests
{
    [Fact]
    public async Task Events_that_come_before_anyone_waits_are_kept_in_order_and_names_ignore_case()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Collects",
                async c =>
                {
                    await c.CallActivityAsync("Blocks");
                    return await c.WaitForExternalEvent<string>("Word") + await c.WaitForExternalEvent<string>("word");
                }
            )
            .Activity<int, int>("Blocks", async _ => await Gate.Task)
            .StartAsync();

        var id = await driver.ScheduleAsync("Collects");
        await driver.Client.RaiseEventAsync(id, "WORD", "a");
        await driver.Client.RaiseEventAsync(id, "word", "b");
        Gate.SetResult(0);

        (await driver.EndAsync(id)).ReadOutputAs<string>().ShouldBe("ab");
    }

    private static readonly TaskCompletionSource<int> Gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_wait_that_was_given_up_takes_no_event_from_the_next_one()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Waits again",
                async c =>
                {
                    using CancellationTokenSource life = new();
                    var first = c.WaitForExternalEvent<int>("x", life.Token);
                    life.CancelInPlace();
                    await first.CaughtAsync<TaskCanceledException>();
                    return await c.WaitForExternalEvent<int>("x");
                }
            )
            .StartAsync();

        var id = await driver.ScheduleAsync("Waits again");
        await driver.Client.RaiseEventAsync(id, "x", 5);

        (await driver.EndAsync(id)).ReadOutputAs<int>().ShouldBe(5);
    }

    [Fact]
    public async Task Orchestrations_send_each_other_events()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator("Receives", c => c.WaitForExternalEvent<int>("ball"))
            .Orchestrator(
                "Sends",
                c =>
                {
                    c.SendEvent(c.GetInput<string>()!, "ball", 3);
                    return Task.FromResult(0);
                }
            )
            .StartAsync();

        var receiver = await driver.ScheduleAsync("Receives");
        await driver.RunAsync("Sends", receiver);

        (await driver.EndAsync(receiver)).ReadOutputAs<int>().ShouldBe(3);
    }

    [Fact]
    public async Task An_event_for_nobody_and_one_for_an_ended_instance_are_ignored()
    {
        await using var driver = await new EngineDriver().Orchestrator("Ends", _ => Task.FromResult(1)).StartAsync();
        var id = (await driver.RunAsync("Ends")).InstanceId;

        await driver.Client.RaiseEventAsync("nobody", "x", 1);
        await driver.Client.RaiseEventAsync(id, "x", 1);

        driver.Engine.ReadHistory(id).ShouldNotContain(item => item.Kind == HistoryEventKind.EventRaised);
    }

    [Fact]
    public async Task A_payload_of_the_wrong_shape_fails_the_wait_and_not_the_engine()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator("Wants a number", c => c.WaitForExternalEvent<int>("number"))
            .Orchestrator("Is well", _ => Task.FromResult(1))
            .StartAsync();

        var id = await driver.ScheduleAsync("Wants a number");
        await driver.Client.RaiseEventAsync(id, "number", "seven");

        (await driver.EndAsync(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        (await driver.RunAsync("Is well")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
    }
}
