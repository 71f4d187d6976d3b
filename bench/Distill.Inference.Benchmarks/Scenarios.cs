using System.Diagnostics;
using System.Net.Http.Json;
using Distill.Core.Inference;
using Distill.Core.Inference.Journal;
using Distill.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Inference.Benchmarks;

/// <summary>The bars: each scenario prints what it reached and what was asked for.</summary>
internal static class Scenarios
{
    private const int RequestsPerMinute = 30_000;

    public static async Task<int> RunAsync()
    {
        using var server = Start("serve");
        var address = new Uri(
            await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.")
        );
        using var control = new HttpClient { BaseAddress = address };
        var endpoint = new Uri(address, "/v1");
        try
        {
            bool[] passed =
            [
                await MeasureAsync(control, endpoint, "256 in flight", new ServerSettings(), null, 0.95),
                await MeasureAsync(
                    control,
                    endpoint,
                    "30,000 requests a minute",
                    new ServerSettings(RequestsPerMinute: RequestsPerMinute),
                    RequestsPerMinute,
                    0.94
                ),
                await MeasureAsync(control, endpoint, "5% HTTP 500", new ServerSettings(ErrorRate: 0.05), null, 0.85),
                await KillAsync(control, endpoint),
            ];
            return passed.All(ok => ok) ? 0 : 1;
        }
        finally
        {
            server.Kill();
        }
    }

    private static async Task<bool> MeasureAsync(
        HttpClient control,
        Uri endpoint,
        string name,
        ServerSettings settings,
        int? requestsPerMinute,
        double bar
    )
    {
        var home = Directory.CreateTempSubdirectory("distill-bench-").FullName;
        await using var services = Workload.Services(home);
        var model = Workload.Model(endpoint, requestsPerMinute);
        await SetAsync(control, new ServerSettings());
        // Compiles the paths and opens the connections.
        await Workload.RunAsync(services, Workload.Model(endpoint), "warm");
        await SetAsync(control, settings);

        var start = Stopwatch.GetTimestamp();
        var results = await Workload.RunAsync(services, model, "bench");
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        var stats = await StatsAsync(control);
        var usage = results.Select(result => result.Usage).Aggregate((left, right) => left + right);
        var answers = results.Sum(result => result.Answers.Count);
        // By the latency that the server really had: a busy machine's timers are late, on either side.
        var ideal = requestsPerMinute is { } limit
            ? Workload.Prompts * 60.0 / limit
            : Workload.Prompts * stats.MeanLatencyMs / 1_000 / Workload.InFlight;
        var ratio = ideal / seconds;
        var ok = ratio >= bar && answers == Workload.Prompts && stats.Throttled == 0;
        Console.WriteLine(
            $"{name, -26} {ratio, 6:P1} of ideal (bar {bar:P0}): {seconds:0.00} s, ideal {ideal:0.00} s at {stats.MeanLatencyMs:0.0} ms; {answers} answers, {Workload.Prompts - answers} lost, "
                + $"{usage.Requests} requests, {stats.Throttled} throttled, p50 {usage.Latency.Percentile(0.5):0} ms, p99 {usage.Latency.Percentile(0.99):0} ms. {Verdict(ok)}"
        );
        Directory.Delete(home, recursive: true);
        return ok;
    }

    private static async Task<bool> KillAsync(HttpClient control, Uri endpoint)
    {
        var home = Directory.CreateTempSubdirectory("distill-bench-").FullName;
        await SetAsync(control, new ServerSettings());
        using (var victim = Start("ask", endpoint.ToString(), home))
        {
            while ((await StatsAsync(control)).Answered.Count < Workload.Prompts / 2)
            {
                await Task.Delay(20);
            }

            victim.Kill();
            await victim.WaitForExitAsync();
        }

        while ((await StatsAsync(control)).InFlight > 0)
        {
            await Task.Delay(50);
        }

        var durable = await JournaledPromptsAsync(home, endpoint);
        var before = await StatsAsync(control);
        using var heir = Start("ask", endpoint.ToString(), home);
        await heir.WaitForExitAsync();
        var after = (await StatsAsync(control)).Answered;
        var repeatedDurable = durable.Count(prompt => after[prompt] > 1);
        var repeated = after.Values.Count(count => count > 1);
        var ok = after.Count == Workload.Prompts && repeatedDurable == 0 && repeated <= Workload.InFlight && heir.ExitCode == 0;
        Console.WriteLine(
            $"{"kill -9 half-way", -26} {durable.Count} answers durable, {before.Answered.Count} answered by the server; {repeatedDurable} durable ones asked again (bar 0), "
                + $"{repeated} in flight asked again (bound {Workload.InFlight}), {Workload.Prompts - after.Count} lost. {Verdict(ok)}"
        );
        Directory.Delete(home, recursive: true);
        return ok;
    }

    private static async Task<List<string>> JournaledPromptsAsync(string home, Uri endpoint)
    {
        await using var services = Workload.Services(home);
        var journal = new InferenceJournal(services.GetRequiredService<IBlobStore>());
        var prompts = new List<string>();
        for (var shard = 0; shard < Workload.Shards; shard++)
        {
            var entries = (await journal.ReadAsync(Workload.Journal("kill", shard))).Entries;
            prompts.AddRange(
                Workload
                    .Calls(shard)
                    .Where(call => entries.ContainsKey(CallIdentity.Of(Workload.Model(endpoint), new ChatParameters(), call)))
                    .Select(call => call.Messages[0].Content)
            );
        }

        return prompts;
    }

    private static async Task SetAsync(HttpClient control, ServerSettings settings) =>
        (await control.PostAsJsonAsync("/settings", settings)).EnsureSuccessStatusCode();

    private static async Task<ServerStats> StatsAsync(HttpClient control) => (await control.GetFromJsonAsync<ServerStats>("/stats"))!;

    private static Process Start(params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;

    private static string Verdict(bool ok) => ok ? "PASS" : "FAIL";
}
