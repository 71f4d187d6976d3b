using Distill.LocalHost.Engine.History;
using Microsoft.DurableTask;

namespace Distill.LocalHost.Tests.Engine;

public sealed class SubOrchestrationTests
{
    [Fact]
    public async Task A_child_runs_under_the_id_given_knows_its_parent_and_returns_its_result()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Parent",
                c => c.CallSubOrchestratorAsync<string>("Child", 5, new SubOrchestrationOptions(instanceId: "the child"))
            )
            .Orchestrator("Child", c => Task.FromResult($"{c.InstanceId} of {c.Parent!.Name} {c.Parent.InstanceId}: {c.GetInput<int>()}"))
            .StartAsync();

        var end = await driver.RunAsync("Parent", options: new StartOrchestrationOptions("the parent"));

        end.ReadOutputAs<string>().ShouldBe("the child of Parent the parent: 5");
    }

    [Fact]
    public async Task A_failed_child_fails_where_it_is_awaited_and_a_retry_uses_its_id_again()
    {
        var lives = 0;
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Parent",
                c =>
                    c.CallSubOrchestratorAsync<string>(
                        "Child",
                        options: new SubOrchestrationOptions(new RetryPolicy(3, TimeSpan.FromSeconds(1)), "again")
                    )
            )
            .Orchestrator("Child", _ => ++lives < 2 ? throw new InvalidOperationException("first life") : Task.FromResult("second life"))
            .StartAsync();

        var id = await driver.ScheduleAsync("Parent");
        await driver.RecordedAsync(id, HistoryEventKind.TimerCreated);
        driver.Time.Advance(TimeSpan.FromSeconds(1));

        (await driver.EndAsync(id)).ReadOutputAs<string>().ShouldBe("second life");
    }

    [Fact]
    public async Task A_child_whose_id_is_running_already_fails_the_call()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Parent",
                c => c.CallSubOrchestratorAsync<int>("Waits", options: new SubOrchestrationOptions(instanceId: "taken"))
            )
            .Orchestrator("Waits", c => c.WaitForExternalEvent<int>("never"))
            .StartAsync();
        await driver.ScheduleAsync("Waits", options: new StartOrchestrationOptions("taken"));

        var end = await driver.RunAsync("Parent");

        end.FailureDetails!.ErrorMessage.ShouldContain("'taken' exists");
    }

    [Fact]
    public async Task A_terminated_child_fails_its_parent()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Parent",
                c => c.CallSubOrchestratorAsync<int>("Waits", options: new SubOrchestrationOptions(instanceId: "child"))
            )
            .Orchestrator("Waits", c => c.WaitForExternalEvent<int>("never"))
            .StartAsync();

        var parent = await driver.ScheduleAsync("Parent");
        await driver.RecordedAsync(parent, HistoryEventKind.SubOrchestrationCreated);
        await driver.Client.TerminateInstanceAsync("child", "enough");

        (await driver.EndAsync(parent)).FailureDetails!.ErrorMessage.ShouldContain("was terminated");
    }

    [Fact]
    public async Task Fan_out_through_children_adds_up()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Parent",
                async c => (await Task.WhenAll(Enumerable.Range(0, 10).Select(i => c.CallSubOrchestratorAsync<int>("Child", i)))).Sum()
            )
            .Orchestrator(
                "Child",
                async c =>
                    (
                        await Task.WhenAll(
                            Enumerable.Range(0, 10).Select(i => c.CallActivityAsync<int>("Echo", (10 * c.GetInput<int>()) + i))
                        )
                    ).Sum()
            )
            .Activity<int, int>("Echo", Task.FromResult)
            .StartAsync();

        (await driver.RunAsync("Parent")).ReadOutputAs<int>().ShouldBe(4950);
    }
}
