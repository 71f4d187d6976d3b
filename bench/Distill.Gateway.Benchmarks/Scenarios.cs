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
            await using var same = await ServerProcess.StartAsync("proxy", model.Endpoint.ToString(), "same");
            await using var gateway = await ServerProcess.StartAsync("gateway", model.Endpoint.ToString(), home);
            (string Name, ServerProcess Server)[] ways = [("direct", model), ("YARP", proxy), ("YARP*", same), ("Distill", gateway)];
            var scale = quick ? 10 : 1;
            foreach (var way in ways)
            {
                await Load.RunAsync(way.Server.Endpoint, Connections, 40_000 / scale, stream: false);
                await Load.RunAsync(way.Server.Endpoint, Connections, 10_000 / scale, stream: true);
            }

            Console.WriteLine("YARP* has the gateway's options of Kestrel and logging; processor time is the server's own.");

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
    private static async Task CompareAsync(
        string title,
        (string Name, ServerProcess Server)[] ways,
        int connections,
        int requests,
        bool stream
    )
    {
        var best = ways.ToDictionary(way => way.Name, _ => new Figures(0, double.MaxValue, double.MaxValue), StringComparer.Ordinal);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, server) in ways)
            {
                var before = server.ProcessorTime;
                var (perSecond, median) = await Load.RunAsync(server.Endpoint, connections, requests / Rounds, stream);
                best[name] = best[name].BestOf(new Figures(perSecond, median, (server.ProcessorTime - before) / (requests / Rounds)));
            }
        }

        Console.WriteLine($"{title}:");
        var direct = best["direct"];
        foreach (var (name, (perSecond, median, processor)) in best)
        {
            Console.WriteLine(
                $"  {name, -8} {perSecond, 9:N0} a second ({perSecond / direct.PerSecond:P0} of direct)   p50 {median, 7:N0} us (+{median - direct.Median:N0})   {processor, 5:N1} us of processor a request"
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

    private sealed record Figures(double PerSecond, double Median, double Processor)
    {
        public Figures BestOf(Figures other) =>
            new(Math.Max(PerSecond, other.PerSecond), Math.Min(Median, other.Median), Math.Min(Processor, other.Processor));
    }
}
