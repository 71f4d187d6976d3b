using Distill.LocalHost.Engine;
using Microsoft.DurableTask;

namespace Distill.LocalHost.CrashTarget;

/// <summary>An orchestration of many steps in which order and number of the results count: half of them one by one, half of them in parallel.</summary>
public static class StepsOrchestration
{
    public const string Name = "Steps";
    public const string InstanceId = "steps";
    private const string Activity = "Step";
    private const int Block = 10;

    public static EngineRegistry Register(EngineRegistry registry, Action<int> onRun) =>
        registry
            .AddOrchestrator(Name, async context => await RunAsync(context))
            .AddActivity(
                Activity,
                invocation =>
                {
                    var number = invocation.GetInput<int>();
                    onRun(number);
                    return Task.FromResult<object?>(Value(number));
                }
            );

    /// <summary>What the orchestration must return.</summary>
    public static long Expected(int steps) => Enumerable.Range(0, steps).Aggregate(0L, (sum, number) => Mix(sum, Value(number)));

    private static async Task<long> RunAsync(TaskOrchestrationContext context)
    {
        var steps = context.GetInput<int>();
        long sum = 0;
        for (var start = 0; start < steps; start += Block)
        {
            for (var i = start; i < start + (Block / 2); i++)
            {
                sum = Mix(sum, await context.CallActivityAsync<long>(Activity, i));
            }

            var values = await Task.WhenAll(
                Enumerable.Range(start + (Block / 2), Block / 2).Select(i => context.CallActivityAsync<long>(Activity, i))
            );
            sum = values.Aggregate(sum, Mix);
        }

        return sum;
    }

    private static long Value(int number) => (number * 2654435761L) % 1000003;

    private static long Mix(long sum, long value) => ((sum * 31) + value) % 1_000_000_007;
}
