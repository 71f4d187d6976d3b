namespace Distill.Gateway.Benchmarks;

/// <summary>The bars of the gateway, as ratios within one run.</summary>
internal static class Scenarios
{
    private const int Connections = 64;
    private const int Rounds = 3;

    public static async Task<int> RunAsync(bool quick)
    {
        var home = Directory.CreateTempSubdirectory("distill-gateway-bench").FullName;
        try
        {
            await using var model = await ServerProcess.StartAsync("model");
            await using var proxy = await ServerProcess.StartAsync("proxy", model.Endpoint.ToString());
            await using var gateway = await ServerProcess.StartAsync("gateway", model.Endpoint.ToString(), home);
            (string Name, Uri Endpoint)[] ways = [("direct", model.Endpoint), ("YARP", proxy.Endpoint), ("Distill", gateway.Endpoint)];
            var scale = quick ? 10 : 1;
            foreach (var way in ways)
            {
                await Load.RunAsync(way.Endpoint, Connections, 40_000 / scale, stream: false);
                await Load.RunAsync(way.Endpoint, Connections, 10_000 / scale, stream: true);
            }

            await CompareAsync("one connection", ways, 1, 20_000 / scale, stream: false);
            await CompareAsync($"{Connections} connections", ways, Connections, 200_000 / scale, stream: false);
            await CompareAsync($"{Connections} connections, streams of 20 chunks", ways, Connections, 50_000 / scale, stream: true);
            await WatchMemoryAsync(gateway, 1_000_000 / scale);
            CountLines(home);
            return 0;
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    // The ways take turns, so that whatever else the machine does meets all of them; the best round of each counts.
    private static async Task CompareAsync(string title, (string Name, Uri Endpoint)[] ways, int connections, int requests, bool stream)
    {
        var best = ways.ToDictionary(way => way.Name, _ => (PerSecond: 0.0, Median: double.MaxValue), StringComparer.Ordinal);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, endpoint) in ways)
            {
                var (perSecond, median) = await Load.RunAsync(endpoint, connections, requests / Rounds, stream);
                best[name] = (Math.Max(best[name].PerSecond, perSecond), Math.Min(best[name].Median, median));
            }
        }

        Console.WriteLine($"{title}:");
        var direct = best["direct"];
        foreach (var (name, (perSecond, median)) in best)
        {
            Console.WriteLine(
                $"  {name, -8} {perSecond, 9:N0} a second ({perSecond / direct.PerSecond:P0} of direct)   p50 {median, 7:N0} us (+{median - direct.Median:N0})"
            );
        }
    }

    private static async Task WatchMemoryAsync(ServerProcess gateway, int requests)
    {
        Console.WriteLine($"memory over {requests:N0} requests, logging on:");
        for (var tenth = 1; tenth <= 10; tenth++)
        {
            var (perSecond, _) = await Load.RunAsync(gateway.Endpoint, Connections, requests / 10, stream: false);
            Console.WriteLine($"  {tenth * requests / 10, 9:N0}: {gateway.Memory, 6:N0} MiB   {perSecond:N0} a second");
        }
    }

    private static void CountLines(string home)
    {
        var files = Directory.GetFiles(Path.Combine(home, "blobs", "logs"), "*.jsonl", SearchOption.AllDirectories);
        Console.WriteLine($"log: {files.Sum(file => File.ReadLines(file).LongCount()):N0} lines in {files.Length} files");
    }
}
