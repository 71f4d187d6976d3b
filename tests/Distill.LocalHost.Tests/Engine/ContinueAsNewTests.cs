using Distill.LocalHost.Engine.History;
using Microsoft.DurableTask;

namespace Distill.LocalHost.Tests.Engine;

public sealed class ContinueAsNewTests
{
    [Fact]
    public async Task An_orchestration_that_continues_as_new_keeps_its_id_and_forgets_its_history()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Counts",
                async c =>
                {
                    var count = await c.CallActivityAsync<int>("AddOne", c.GetInput<int>());
                    if (count < 50)
                    {
                        c.ContinueAsNew(count);
                    }

                    return count;
                }
            )
            .Activity<int, int>("AddOne", i => Task.FromResult(i + 1))
            .StartAsync();

        var end = await driver.RunAsync("Counts", 0);

        end.ReadOutputAs<int>().ShouldBe(50);
        driver.Engine.ReadHistory(end.InstanceId).Count(item => item.Kind == HistoryEventKind.TaskCompleted).ShouldBe(1);
    }

    [Theory]
    [InlineData(true, "ab")]
    [InlineData(false, "b")]
    public async Task Events_nobody_waited_for_go_on_to_the_next_execution_if_that_is_wanted(bool preserve, string expected)
    {
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Goes on",
                async c =>
                {
                    if (c.GetInput<int>() == 0)
                    {
                        await c.WaitForExternalEvent<int>("go");
                        c.ContinueAsNew(1, preserve);
                        return "";
                    }

                    var first = await c.WaitForExternalEvent<string>("word");
                    return preserve ? first + await c.WaitForExternalEvent<string>("word") : first;
                }
            )
            .StartAsync();

        var id = await driver.ScheduleAsync("Goes on", 0);
        await driver.Client.RaiseEventAsync(id, "word", "a");
        await driver.Client.RaiseEventAsync(id, "go", 0);
        await driver.EventuallyAsync(() => driver.Engine.ReadHistory(id)[0].Payload == "1", () => "The next execution has not started.");
        await driver.RestartAsync();
        await driver.Client.RaiseEventAsync(id, "word", "b");

        (await driver.EndAsync(id)).ReadOutputAs<string>().ShouldBe(expected);
    }

    [Fact]
    public async Task An_answer_to_the_former_execution_does_not_reach_the_next_one()
    {
        TaskCompletionSource<string> slow = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Moves on",
                async c =>
                {
                    var work = c.CallActivityAsync<string>(c.GetInput<bool>() ? "Fast" : "Slow");
                    if (!c.GetInput<bool>())
                    {
                        await c.WaitForExternalEvent<int>("go");
                        c.ContinueAsNew(true);
                        return "";
                    }

                    await c.WaitForExternalEvent<int>("go");
                    return await work;
                }
            )
            .Activity<int, string>("Slow", _ => slow.Task)
            .Activity<int, string>("Fast", _ => Task.FromResult("fast"))
            .StartAsync();

        var id = await driver.ScheduleAsync("Moves on", false);
        await driver.Client.RaiseEventAsync(id, "go");
        await driver.EventuallyAsync(() => driver.Engine.ReadHistory(id)[0].Payload == "true", () => "The next execution has not started.");
        slow.SetResult("slow");
        await driver.Client.RaiseEventAsync(id, "go");

        (await driver.EndAsync(id)).ReadOutputAs<string>().ShouldBe("fast");
    }

    [Fact]
    public async Task The_next_execution_can_have_another_version()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Grows",
                c =>
                {
                    c.ContinueAsNew(new ContinueAsNewOptions { NewVersion = "2" });
                    return Task.FromResult("old");
                },
                "1"
            )
            .Orchestrator("Grows", c => Task.FromResult($"new {c.Version} {c.CompareVersionTo("1") > 0}"), "2")
            .StartAsync();

        var end = await driver.RunAsync("Grows", options: new StartOrchestrationOptions { Version = "1" });

        end.ReadOutputAs<string>().ShouldBe("new 2 True");
    }
}
