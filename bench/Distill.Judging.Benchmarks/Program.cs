using System.Diagnostics;
using System.Net.Http.Json;
using Distill.Core.Inference;
using Distill.Core.Judging.Asking;
using Distill.Core.Models;
using Distill.Core.Samples;
using Distill.Inference.Benchmarks;
using Distill.Providers;
using Distill.Storage.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

// serve: the judge, its own process so that it has its own garbage collector and thread pool.
// Without arguments: 5,000 pairs in both orders, 256 in flight, as a share of the ideal time.
const int Pairs = 5_000;
const int InFlight = 256;
const double Bar = 0.9;
const string Verdict = """{"winner": "A", "reason": "It answers the question."}""";

if (args is ["serve"])
{
    return await LatencyServer.ServeAsync();
}

using var server = Process.Start(
    new ProcessStartInfo(Environment.ProcessPath!, ["serve"]) { RedirectStandardOutput = true, UseShellExecute = false }
)!;
var home = Directory.CreateTempSubdirectory("distill-bench-").FullName;
try
{
    var address = new Uri(await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start."));
    using var control = new HttpClient { BaseAddress = address };
    await using var services = new ServiceCollection()
        .AddDistillProviders(new ConfigurationBuilder().Build())
        .AddDistillLocalStorage(new LocalStorageOptions { Home = home })
        .BuildServiceProvider();
    var asker = new JudgeAsker(services.GetRequiredService<IShardInference>());
    var instruction = new JudgeInstruction(JudgeMode.Pairwise);
    var settings = new ServerSettings(Content: Verdict);
    // Compiles the paths and opens the connections.
    await SetAsync(control, settings);
    await asker.AskAsync(Request(address, "warm"), instruction, Items(1_000));
    await SetAsync(control, settings);
    var start = Stopwatch.GetTimestamp();
    var batch = await asker.AskAsync(Request(address, "bench"), instruction, Items(Pairs));
    var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    var stats = (await control.GetFromJsonAsync<ServerStats>("/stats"))!;
    var judged = batch.Answers.Count(answer => answer.Pair.IsValid);
    // By the latency that the server really had: a busy machine's timers are late, on either side.
    var ideal = 2.0 * Pairs * stats.MeanLatencyMs / 1_000 / InFlight;
    var again = Stopwatch.GetTimestamp();
    var resumed = await asker.AskAsync(Request(address, "bench"), instruction, Items(Pairs));
    var resume = Stopwatch.GetElapsedTime(again).TotalSeconds;
    var ok = ideal / seconds >= Bar && judged == Pairs && stats.Requests == 2 * Pairs && resumed.Usage.Requests == 0;
    Console.WriteLine(
        $"5,000 pairs, both orders   {ideal / seconds, 6:P1} of ideal (bar {Bar:P0}): {seconds:0.00} s, ideal {ideal:0.00} s at {stats.MeanLatencyMs:0.0} ms; "
            + $"{judged} pairs judged, {Pairs - judged} lost, {stats.Requests} requests, at most {stats.MostInFlight} in flight, consistent "
            + $"{batch.Answers.Count(answer => answer.Pair.IsConsistent)}. {(ok ? "PASS" : "FAIL")}"
    );
    Console.WriteLine($"the same again             {resumed.Usage.Requests} requests, {resume:0.00} s from the journal");
    Console.WriteLine($"load average               {(await File.ReadAllTextAsync("/proc/loadavg")).Trim()}");
    return ok ? 0 : 1;
}
finally
{
    server.Kill();
    Directory.Delete(home, recursive: true);
}

static async Task SetAsync(HttpClient control, ServerSettings settings) =>
    (await control.PostAsJsonAsync("/settings", settings)).EnsureSuccessStatusCode();

static ShardInferenceRequest Request(Uri address, string run) =>
    new()
    {
        Model = new ModelEntry
        {
            Name = "judge",
            Endpoint = new Uri(address, "/v1"),
            Model = "judge",
            MaxConcurrency = InFlight,
        },
        JournalPath = $"runs/{run}/journal/judge.jsonl",
        MaxConcurrency = InFlight,
        UseCache = false,
    };

static JudgeItem[] Items(int count) =>
    [
        .. Enumerable
            .Range(0, count)
            .Select(index => new JudgeItem
            {
                Id = $"p{index}",
                Prompt = [Message.User($"Announcement {index}: the company expects its profit to double. What does it mean for holders?")],
                Candidate = $"Good news: a doubled profit of announcement {index} usually lifts the price and the dividend.",
                Baseline = $"It may be positive. Read announcement {index} in full before you decide.",
            }),
    ];
