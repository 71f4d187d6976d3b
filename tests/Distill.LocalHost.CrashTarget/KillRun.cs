using System.Diagnostics;
using Distill.LocalHost.Engine;
using Distill.LocalHost.Engine.History;

namespace Distill.LocalHost.CrashTarget;

/// <summary>
/// Runs <see cref="StepsOrchestration"/> in a child process that is killed (SIGKILL) at random moments and started again each time, and
/// checks after every kill that no step the engine's record holds as done runs again.
/// </summary>
/// <param name="folder">A folder of its own.</param>
/// <param name="steps">Steps of the orchestration.</param>
/// <param name="seed">Decides the moments.</param>
public sealed class KillRun(string folder, int steps, int seed)
{
    /// <summary>Exit code of a process that SIGKILL ended: 128 + 9.</summary>
    private const int SigKill = 137;

    private readonly Random _random = new(seed);

    private string Database => Path.Combine(folder, "engine.db");

    private string Log => Path.Combine(folder, "steps.log");

    /// <summary>Kills the process a number of times, then lets it end.</summary>
    /// <param name="kills">How often.</param>
    /// <returns>What was seen.</returns>
    /// <exception cref="InvalidOperationException">A promise of the engine was broken; the message says which, and the seed.</exception>
    public async Task<KillRunResult> RunAsync(int kills)
    {
        HashSet<int> done = [];
        var runAgain = 0;
        for (var kill = 1; kill <= kills; kill++)
        {
            var before = StepLog.Read(Log).Count;
            using var process = StartWithKill(kills - kill + 1, done.Count);
            await process.WaitForExitAsync();
            Require(process.ExitCode == SigKill, $"the process ended with code {process.ExitCode} before its kill");
            runAgain += RequireNoneAgain(before, done, kill);
            done = await RecordedAsync();
        }

        var last = StepLog.Read(Log).Count;
        using var final = Start();
        var output = (await final.StandardOutput.ReadToEndAsync()).Trim();
        await final.WaitForExitAsync();
        RequireNoneAgain(last, done, kills + 1);
        Require(output == $"{StepsOrchestration.Expected(steps)}", $"the result is '{output}', not {StepsOrchestration.Expected(steps)}");
        Require((await RecordedAsync()).Count == steps, "a step is missing from the record");
        Require(StepLog.Read(Log).Distinct().Count() == steps, "a step never ran");
        return new KillRunResult(kills, steps, StepLog.Read(Log).Count - steps, runAgain);
    }

    /// <summary>The moment is drawn so that the kills spread over the steps that are left; a twentieth stays for the last life.</summary>
    private Process StartWithKill(int killsLeft, int done)
    {
        var left = Math.Max(0, (steps * 19 / 20) - done);
        var after = _random.Next(0, (2 * left / (killsLeft + 1)) + 1);
        return Start([$"{after}", $"{_random.Next(0, 50_000)}"]);
    }

    private int RequireNoneAgain(int before, HashSet<int> done, int kill)
    {
        int[] ran = [.. StepLog.Read(Log).Skip(before)];
        int[] again = [.. ran.Where(done.Contains)];
        Require(again.Length == 0, $"after kill {kill - 1} steps ran again that were recorded as done: {string.Join(", ", again)}");
        return ran.Length - ran.Distinct().Count();
    }

    /// <summary>The steps that the engine's record holds as done, read as the next start would read it.</summary>
    private async Task<HashSet<int>> RecordedAsync()
    {
        await using var engine = await DurableEngine.OpenAsync(new DurableEngineOptions { DatabasePath = Database }, new EngineRegistry());
        return
        [
            .. engine
                .ReadHistory(StepsOrchestration.InstanceId)
                .Where(item => item.Kind == HistoryEventKind.TaskCompleted)
                .Select(item => item.TaskId),
        ];
    }

    private Process Start(params string[] kill) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [typeof(KillRun).Assembly.Location, Database, Log, $"{steps}", .. kill])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;

    private void Require(bool kept, string broken)
    {
        if (!kept)
        {
            throw new InvalidOperationException($"Kill run with seed {seed}: {broken}.");
        }
    }
}
