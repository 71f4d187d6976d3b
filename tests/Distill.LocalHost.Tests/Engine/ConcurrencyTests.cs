using Distill.LocalHost.Engine.History;
using Microsoft.DurableTask.Client;

namespace Distill.LocalHost.Tests.Engine;

public sealed class ConcurrencyTests
{
    private const int Clients = 8;

    [Fact]
    public async Task Events_that_many_clients_raise_at_once_are_each_handled_once()
    {
        const int Each = 50;
        await using var driver = await new EngineDriver()
            .Orchestrator(
                "Sums",
                async c =>
                {
                    long sum = 0;
                    for (var i = 0; i < Clients * Each; i++)
                    {
                        sum += await c.WaitForExternalEvent<int>("number");
                    }

                    return sum;
                }
            )
            .StartAsync();
        var id = await driver.ScheduleAsync("Sums");

        await TogetherAsync(async client =>
        {
            for (var i = 0; i < Each; i++)
            {
                await driver.Client.RaiseEventAsync(id, "number", (client * Each) + i);
            }
        });

        (await driver.EndAsync(id)).ReadOutputAs<long>().ShouldBe(Enumerable.Range(0, Clients * Each).Sum());
    }

    [Fact]
    public async Task Of_an_end_and_many_terminations_exactly_one_wins()
    {
        await using var driver = await new EngineDriver().Orchestrator("Waits", c => c.WaitForExternalEvent<int>("go")).StartAsync();

        for (var round = 0; round < 20; round++)
        {
            var id = await driver.ScheduleAsync("Waits");
            await TogetherAsync(client =>
                client % 2 == 0 ? driver.Client.RaiseEventAsync(id, "go", client) : driver.Client.TerminateInstanceAsync(id)
            );

            var end = await driver.EndAsync(id);
            driver
                .Engine.ReadHistory(id)
                .Where(item => item.Kind >= HistoryEventKind.ExecutionCompleted)
                .ShouldHaveSingleItem()
                .Kind.ShouldBe(
                    end.RuntimeStatus == OrchestrationRuntimeStatus.Completed
                        ? HistoryEventKind.ExecutionCompleted
                        : HistoryEventKind.ExecutionTerminated
                );
        }
    }

    [Fact]
    public async Task Of_many_clients_that_start_one_id_at_once_exactly_one_succeeds()
    {
        var started = 0;
        await using var driver = await new EngineDriver().Orchestrator("Waits", c => c.WaitForExternalEvent<int>("go")).StartAsync();

        await TogetherAsync(async _ =>
        {
            try
            {
                await driver.ScheduleAsync("Waits", options: new("one"));
                Interlocked.Increment(ref started);
            }
            catch (global::DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException)
            {
                // The others'.
            }
        });

        started.ShouldBe(1);
    }

    /// <summary>Runs an action for each client on its own thread; a barrier lets them go together.</summary>
    private static async Task TogetherAsync(Func<int, Task> act)
    {
        using Barrier barrier = new(Clients);
        await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(client =>
                    Task.Factory.StartNew(
                            () =>
                            {
                                barrier.SignalAndWait();
                                return act(client);
                            },
                            CancellationToken.None,
                            TaskCreationOptions.LongRunning,
                            TaskScheduler.Default
                        )
                        .Unwrap()
                )
        );
    }
}
