using System.Diagnostics;
using Distill.Engine.Benchmarks;
using Distill.LocalHost.CrashTarget;

// Measures the durable engine and prints one table. "--kills N" adds N kills of a 1,000-step orchestration; "--only NAME" one measurement.
var folder = Path.Combine(Path.GetTempPath(), $"distill-engine-bench-{Environment.ProcessId}");
Directory.CreateDirectory(folder);
var only = Option("--only");
var kills = int.Parse(Option("--kills") ?? "0");
try
{
    Scenarios scenarios = new(folder);
    (var fsync, var median) = FsyncProbe.MeasureMicroseconds(folder);
    Console.WriteLine(
        $"fsync of a 4 KiB append: {fsync:F0} us in the best tenth of {FsyncProbe.Samples}, {median:F0} us in the middle; best of 5 rounds below"
    );
    Console.WriteLine();
    Console.WriteLine("| measurement | result | bar | x bar |");
    Console.WriteLine("|---|---:|---:|---:|");
    await PrintAsync(
        "fan-out",
        "1,000 no-op activities in parallel, steps/s",
        5000,
        () => scenarios.BestOfAsync(() => scenarios.FanOutAsync(1000))
    );
    await PrintAsync(
        "sequence",
        "200 sequential activities, steps/s",
        1000,
        () => scenarios.BestOfAsync(() => scenarios.SequenceAsync(200))
    );
    await PrintAsync("waiting", "1,000 live instances waiting for an event, working set in MB", 0, () => scenarios.WaitingAsync(1000));
    await PrintAsync("instances", "1,000 live instances of 3 steps each, instances/s", 0, () => scenarios.ManyInstancesAsync(1000));
    await PrintAsync(
        "big",
        "10,000 activities in one instance, peak working set in MB (at most)",
        300,
        () => scenarios.BigFanOutAsync(10_000)
    );
    if (kills > 0)
    {
        var seed = int.Parse(Option("--seed") ?? $"{Random.Shared.Next()}");
        var clock = Stopwatch.StartNew();
        var result = await new KillRun(Directory.CreateDirectory(Path.Combine(folder, "kills")).FullName, 1000, seed).RunAsync(kills);
        Console.WriteLine();
        Console.WriteLine(
            $"{result.Kills} kills of a {result.Steps}-step orchestration (seed {seed}, {clock.Elapsed.TotalSeconds:F0} s): right result, none lost, "
                + $"0 recorded steps ran again; {result.Repeated} executions were in flight at a kill and repeated."
        );
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? args[at + 1] : null;

async Task PrintAsync(string name, string what, double bar, Func<Task<double>> measure)
{
    if (only is null || only == name)
    {
        var value = await measure();
        Console.WriteLine(bar == 0 ? $"| {what} | {value:F0} | | |" : $"| {what} | {value:F1} | {bar:F0} | {value / bar:F2} |");
    }
}
