using Distill.LocalHost.Engine.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using CoreExceptions = global::DurableTask.Core.Exceptions;

namespace Distill.LocalHost.Tests.Engine;

public sealed class ManagementTests
{
    [Fact]
    public async Task A_suspended_instance_holds_what_comes_until_it_is_resumed()
    {
        await using var driver = await Waiting().StartAsync();
        var id = await driver.ScheduleAsync("Waits");
        await driver.Client.WaitForInstanceStartAsync(id);

        await driver.Client.SuspendInstanceAsync(id, "lunch");
        await driver.Client.RaiseEventAsync(id, "go", 1);
        await driver.RestartAsync();
        (await driver.GetAsync(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Suspended);
        await driver.Client.ResumeInstanceAsync(id, "back");

        (await driver.EndAsync(id)).ReadOutputAs<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_terminated_instance_has_the_output_given_and_ends_its_children_only_when_asked()
    {
        await using var driver = await Waiting().StartAsync();
        foreach (var recursive in new[] { false, true })
        {
            var child = $"child {recursive}";
            var id = await driver.ScheduleAsync("Parent", child);
            await driver.RecordedAsync(id, HistoryEventKind.SubOrchestrationCreated);

            await driver.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions("enough", recursive));

            var end = await driver.EndAsync(id);
            end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
            end.ReadOutputAs<string>().ShouldBe("enough");
            (await driver.GetAsync(child)).IsCompleted.ShouldBe(recursive);
        }
    }

    [Fact]
    public async Task Purging_deletes_ended_instances_only_and_children_only_when_asked()
    {
        await using var driver = await Waiting().StartAsync();
        var running = await driver.ScheduleAsync("Waits");
        var ended = (await driver.RunAsync("Is well")).InstanceId;

        (await driver.Client.PurgeInstanceAsync(running)).PurgedInstanceCount.ShouldBe(0);
        (await driver.Client.PurgeInstanceAsync(ended)).PurgedInstanceCount.ShouldBe(1);
        (await driver.Client.GetInstanceAsync(ended)).ShouldBeNull();
        driver.Engine.ReadHistory(ended).ShouldBeEmpty();

        var parent = (await driver.RunAsync("Has a child")).InstanceId;
        (await driver.Client.PurgeInstanceAsync(parent, new PurgeInstanceOptions(Recursive: true))).PurgedInstanceCount.ShouldBe(2);
    }

    [Fact]
    public async Task Purging_by_filter_takes_age_and_status_into_account()
    {
        await using var driver = await Waiting().StartAsync();
        await driver.RunAsync("Is well");
        await driver.RunAsync("Is ill");
        driver.Time.Advance(TimeSpan.FromDays(2));
        await driver.RunAsync("Is well");
        await driver.ScheduleAsync("Waits");

        var yesterday = driver.Time.GetUtcNow().AddDays(-1);
        var failed = await driver.Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(CreatedTo: yesterday, Statuses: [OrchestrationRuntimeStatus.Failed])
        );
        var all = await driver.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter());

        failed.PurgedInstanceCount.ShouldBe(1);
        all.PurgedInstanceCount.ShouldBe(2);
        all.IsComplete.ShouldBe(true);
    }

    [Fact]
    public async Task A_restarted_instance_runs_again_from_its_input_under_the_old_or_a_new_id()
    {
        var runs = 0;
        await using var driver = await new EngineDriver()
            .Orchestrator("Doubles", c => c.CallActivityAsync<int>("Double", c.GetInput<int>()))
            .Activity<int, int>("Double", i => Task.FromResult(2 * i + (1000 * runs++)))
            .StartAsync();
        var id = (await driver.RunAsync("Doubles", 4)).InstanceId;

        var same = await driver.Client.RestartAsync(id);
        (await driver.EndAsync(same)).ReadOutputAs<int>().ShouldBe(1008);
        var other = await driver.Client.RestartAsync(id, restartWithNewInstanceId: true);
        (await driver.EndAsync(other)).ReadOutputAs<int>().ShouldBe(2008);

        same.ShouldBe(id);
        other.ShouldNotBe(id);
        await Should.ThrowAsync<ArgumentException>(() => driver.Client.RestartAsync("nobody"));
    }

    [Fact]
    public async Task An_id_that_is_running_cannot_be_started_again_but_an_ended_one_can()
    {
        await using var driver = await Waiting().StartAsync();
        StartOrchestrationOptions taken = new("taken");
        await driver.ScheduleAsync("Waits", options: taken);

        await Should.ThrowAsync<CoreExceptions.OrchestrationAlreadyExistsException>(() => driver.ScheduleAsync("Waits", options: taken));
        await driver.Client.TerminateInstanceAsync("taken");
        (await driver.RunAsync("Is well", options: taken)).ReadOutputAs<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Dedupe_statuses_decide_which_instances_are_replaced()
    {
        await using var driver = await Waiting().StartAsync();
        StartOrchestrationOptions id = new("one");
        await driver.ScheduleAsync("Waits", options: id);

        // Nothing forbids: the running instance makes room.
        (await driver.RunAsync("Is well", options: id.WithDedupeStatuses()))
            .ReadOutputAs<int>()
            .ShouldBe(1);
        await Should.ThrowAsync<CoreExceptions.OrchestrationAlreadyExistsException>(() =>
            driver.ScheduleAsync("Is well", options: id.WithDedupeStatuses(OrchestrationRuntimeStatus.Completed))
        );
        await Should.ThrowAsync<ArgumentException>(() =>
            driver.ScheduleAsync("Is well", options: id.WithDedupeStatuses(OrchestrationRuntimeStatus.Terminated))
        );
    }

    [Fact]
    public async Task The_custom_status_is_seen_while_the_instance_runs_and_after_a_restart()
    {
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Reports",
                async c =>
                {
                    c.SetCustomStatus(new { Stage = "waiting" });
                    await c.WaitForExternalEvent<int>("go");
                    return 0;
                }
            )
            .StartAsync();
        var id = await driver.ScheduleAsync("Reports");

        await driver.Client.WaitForInstanceStartAsync(id);
        (await driver.GetAsync(id)).SerializedCustomStatus.ShouldBe("""{"Stage":"waiting"}""");
        await driver.RestartAsync();
        (await driver.GetAsync(id)).SerializedCustomStatus.ShouldBe("""{"Stage":"waiting"}""");
    }

    [Fact]
    public async Task A_query_pages_through_the_instances_of_its_filter_in_the_order_of_their_creation()
    {
        await using var driver = await Waiting().StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await driver.RunAsync("Is well", options: new StartOrchestrationOptions($"a{i}"));
            driver.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await driver.RunAsync("Is well", options: new StartOrchestrationOptions("b"));
        await driver.ScheduleAsync("Waits", options: new StartOrchestrationOptions("a-waits"));
        OrchestrationQuery query = new(
            Statuses: [OrchestrationRuntimeStatus.Completed],
            InstanceIdPrefix: "a",
            CreatedFrom: driver.Time.Start.AddMinutes(1),
            PageSize: 3,
            FetchInputsAndOutputs: true
        );

        List<Page<OrchestrationMetadata>> pages = [];
        await foreach (var page in driver.Client.GetAllInstancesAsync(query).AsPages())
        {
            pages.Add(page);
        }

        pages.Select(page => string.Join(' ', page.Values.Select(value => value.InstanceId))).ShouldBe(["a1 a2 a3", "a4"]);
        pages[0].Values[0].ReadOutputAs<int>().ShouldBe(1);
        pages[1].ContinuationToken.ShouldBeNull();
    }

    [Fact]
    public async Task Waiting_for_an_instance_that_does_not_exist_says_so()
    {
        await using var driver = await Waiting().StartAsync();

        await Should.ThrowAsync<InvalidOperationException>(() => driver.Client.WaitForInstanceCompletionAsync("nobody"));
        (await driver.Client.GetInstanceAsync("nobody")).ShouldBeNull();
    }

    private static EngineDriver Waiting() =>
        new EngineDriver()
            .Orchestrator("Waits", c => c.WaitForExternalEvent<int>("go"))
            .Orchestrator(
                "Parent",
                c => c.CallSubOrchestratorAsync<int>("Waits", options: new SubOrchestrationOptions(instanceId: c.GetInput<string>()))
            )
            .Orchestrator("Has a child", c => c.CallSubOrchestratorAsync<int>("Is well"))
            .Orchestrator("Is well", _ => Task.FromResult(1))
            .Orchestrator<int>("Is ill", _ => throw new InvalidOperationException("ill"));
}
