using Distill.LocalHost.CrashTarget;

namespace Distill.LocalHost.Tests.Engine;

/// <summary>A short form of the kill run; the long one is behind the benchmarks' <c>--kills</c>.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Killed_at_random_moments_the_process_loses_nothing_and_repeats_nothing_recorded()
    {
        var seed = Random.Shared.Next();
        var folder = Directory.CreateTempSubdirectory("distill-kill-").FullName;
        try
        {
            var result = await new KillRun(folder, steps: 300, seed).RunAsync(kills: 10);

            result.RepeatedInOneLife.ShouldBe(0, $"seed {seed}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
