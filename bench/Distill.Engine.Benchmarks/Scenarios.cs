using System.Diagnostics;
using Distill.LocalHost.Engine;
using Microsoft.DurableTask;

namespace Distill.Engine.Benchmarks;

/// <summary>The workloads, each on a fresh file.</summary>
/// <param name="folder">Where the files go.</param>
public sealed class Scenarios(string folder)
{
    private const int Rounds = 5;
    private int _files;

    /// <summary>The best of some rounds after a warm-up: the others hold what else the machine does.</summary>
    public async Task<double> BestOfAsync(Func<Task<double>> measure)
    {
        double best = 0;
        for (var round = 0; round <= Rounds; round++)
        {
            var value = await measure();
            best = round == 0 ? 0 : Math.Max(best, value);
        }

        return best;
    }

    public async Task<double> FanOutAsync(int count) => count / await TimeAsync("FanOut", count);

    public async Task<double> SequenceAsync(int count) => count / await TimeAsync("Sequence", count);

    public async Task<double> ManyInstancesAsync(int count)
    {
        await using var engine = await OpenAsync();
        var start = Stopwatch.GetTimestamp();
        var ids = await Task.WhenAll(
            Enumerable.Range(0, count).Select(_ => engine.Client.ScheduleNewOrchestrationInstanceAsync("Sequence", 3))
        );
        await Task.WhenAll(ids.Select(id => engine.Client.WaitForInstanceCompletionAsync(id)));
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public async Task<double> WaitingAsync(int count)
    {
        await using var engine = await OpenAsync();
        var ids = await Task.WhenAll(
            Enumerable.Range(0, count).Select(_ => engine.Client.ScheduleNewOrchestrationInstanceAsync("Waiting"))
        );
        await Task.WhenAll(ids.Select(id => engine.Client.WaitForInstanceStartAsync(id)));
        using var self = Process.GetCurrentProcess();
        var megabytes = self.WorkingSet64 / 1e6;
        await Task.WhenAll(ids.Select(id => engine.Client.RaiseEventAsync(id, "go", 1)));
        await Task.WhenAll(ids.Select(id => engine.Client.WaitForInstanceCompletionAsync(id)));
        return megabytes;
    }

    public async Task<double> BigFanOutAsync(int count)
    {
        await TimeAsync("FanOut", count);
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / 1e6;
    }

    private async Task<double> TimeAsync(string orchestrator, int count)
    {
        await using var engine = await OpenAsync();
        var start = Stopwatch.GetTimestamp();
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, count);
        var end = await engine.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return end.ReadOutputAs<int>() == count
            ? seconds
            : throw new InvalidOperationException(
                $"{orchestrator} ended with {end.RuntimeStatus}: {end.SerializedOutput} {end.FailureDetails}"
            );
    }

    private async Task<DurableEngine> OpenAsync()
    {
        var registry = new EngineRegistry()
            .AddOrchestrator("FanOut", async context => await FanOutAsync(context))
            .AddOrchestrator("Sequence", async context => await SequenceAsync(context))
            .AddOrchestrator("Waiting", async context => await context.WaitForExternalEvent<int>("go"))
            .AddActivity("NoOp", static invocation => Task.FromResult<object?>(invocation.GetInput<int>()));
        var engine = await DurableEngine.OpenAsync(
            new DurableEngineOptions { DatabasePath = Path.Combine(folder, $"{++_files}.db") },
            registry
        );
        await engine.StartAsync();
        return engine;
    }

    private static async Task<int> FanOutAsync(TaskOrchestrationContext context)
    {
        var all = await Task.WhenAll(Enumerable.Range(0, context.GetInput<int>()).Select(i => context.CallActivityAsync<int>("NoOp", i)));
        return all.Distinct().Count();
    }

    private static async Task<int> SequenceAsync(TaskOrchestrationContext context)
    {
        var done = 0;
        for (var i = 0; i < context.GetInput<int>(); i++)
        {
            done += await context.CallActivityAsync<int>("NoOp", i) == i ? 1 : 0;
        }

        return done;
    }
}
