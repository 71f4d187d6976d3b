using System.Diagnostics;
using Distill.Core.Formats;
using Distill.Core.Operators;
using Distill.Core.Samples;

namespace Distill.Cleaning.Benchmarks;

/// <summary>What each operator of a recipe costs, on one thread, over samples that are in memory.</summary>
internal static class OperatorTimes
{
    private const int Rounds = 3;

    /// <summary>Prints a line for each step: each gets what the steps before it have kept, as in a run.</summary>
    public static async Task PrintAsync(string path, string recipe, int most)
    {
        var samples = await ReadAsync(path, most);
        foreach (
            var name in recipe.Split('\n').Where(line => line.StartsWith("- op: ", StringComparison.Ordinal)).Select(line => line[6..])
        )
        {
            var (kept, seconds) = Best(samples, name);
            Console.WriteLine(
                $"{name, -30} {seconds * 1e6 / samples.Count, 7:F2} µs a record   {samples.Count, 7:N0} -> {kept.Count, 7:N0} records"
            );
            samples = kept;
        }
    }

    private static (List<Sample> Kept, double Seconds) Best(List<Sample> samples, string name)
    {
        var (recipe, errors) = Recipe.Bind([new OperatorSpec { Op = name }], new OperatorContext());
        var best = double.MaxValue;
        var kept = new List<Sample>();
        for (var round = 0; round < Rounds; round++)
        {
            kept.Clear();
            using var run = (recipe ?? throw new InvalidOperationException(errors[0].Message)).Start();
            _ = run.NextPass();
            var start = Stopwatch.GetTimestamp();
            foreach (var sample in samples)
            {
                if (run.Process(sample) is { Drop: null } outcome)
                {
                    kept.Add(outcome.Sample);
                }
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return (kept, best);
    }

    private static async Task<List<Sample>> ReadAsync(string path, int most)
    {
        await using var reader = await ImportReader.OpenAsync(File.OpenRead(path), Path.GetFileName(path));
        return await reader.ReadAsync().Select(item => item.Sample).OfType<Sample>().Take(most).ToListAsync();
    }
}
