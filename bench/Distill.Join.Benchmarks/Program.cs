using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Distill.Core.Feedback.Folding;
using Distill.Core.Feedback.Joining;
using Distill.Core.Flywheel;
using Distill.Core.Gateway;
using Distill.Core.RollingLogs;
using Distill.Core.Runs;
using Distill.Storage.Local;
using Distill.Storage.Local.Blobs;

// How fast a day of the inference log is joined with feedback and written as JSON lines, beside what one must do at least: split lines and parse each once
// with JsonDocument. The figures to judge by are the ratios; absolute times belong to the machine.
const int Megabytes = 264;
const int Hours = 8;
var day = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
var folder = Directory.CreateTempSubdirectory("distill-join-").FullName;
try
{
    var home = new LocalHome(new LocalStorageOptions { Home = folder }, TimeProvider.System);
    var blobs = new LocalBlobStore(home, TimeProvider.System);
    await GenerateAsync();
    var files = Directory.GetFiles(Path.Combine(home.Blobs, LogJoin.Logs), "*", SearchOption.AllDirectories);
    var size = files.Sum(file => new FileInfo(file).Length) / 1e6;

    _ = ParseOnly(files);
    _ = await JoinAsync();
    var baseline = Measure(() => ParseOnly(files));
    var watch = Stopwatch.StartNew();
    var before = Environment.CpuUsage.TotalTime;
    var figures = await JoinAsync();
    var seconds = watch.Elapsed.TotalSeconds;
    var processor = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    Console.WriteLine(
        $"inference log, {size:F0} MB, {figures.Replies} answers, {figures.Events} events, {Environment.ProcessorCount} cores"
    );
    Console.WriteLine($"StreamReader + JsonDocument  {baseline:F2} s   {size / baseline:F0} MB/s");
    Console.WriteLine(
        $"join to JSON lines           {seconds:F2} s   {size / seconds:F0} MB/s   {processor:F2} s CPU   x{baseline / seconds:F2} of the baseline"
    );

    async Task GenerateAsync()
    {
        var random = new Random(1);
        const string Alphabet = "the quick brown fox jumps over a lazy dog 公司发布公告预计净利润同比增长下降";
        for (var hour = 0; hour < Hours; hour++)
        {
            var log = new StringBuilder();
            var feedback = new StringBuilder();
            for (long second = 0, bytes = 0; bytes < Megabytes * 1_000_000L / Hours; second++)
            {
                var time = day.AddHours(hour).AddMilliseconds(second * 20);
                var asid = Asid.Create(time);
                var stamp = time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
                var line = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{{\"asid\":\"{asid}\",\"time\":\"{stamp}\",\"alias\":\"online\",\"target\":\"student\",\"model\":\"ft:student\",\"version\":\"ft:student\",\"user\":\"u1\",\"stream\":false,\"request\":{{\"model\":\"online\",\"messages\":[{{\"role\":\"system\",\"content\":\"{Text(60)}\"}},{{\"role\":\"user\",\"content\":\"{Text(400)}\"}}]}},\"response\":{{\"id\":\"{asid}\",\"choices\":[{{\"index\":0,\"message\":{{\"role\":\"assistant\",\"content\":\"{Text(500)}\"}},\"finish_reason\":\"stop\"}}],\"usage\":{{\"prompt_tokens\":120,\"completion_tokens\":130}}}},\"status\":200,\"usage\":{{\"input\":120,\"output\":130}},\"latency_ms\":812.5}}\n"
                );
                log.Append(line);
                bytes += Encoding.UTF8.GetByteCount(line);
                if (second % 5 == 0)
                {
                    feedback.Append(
                        CultureInfo.InvariantCulture,
                        $"{{\"event_id\":\"e{hour}-{second}\",\"asid\":\"{asid}\",\"type\":\"thumb\",\"value\":{(second % 2 == 0 ? 1 : -1)},\"time\":\"{stamp}\"}}\n"
                    );
                }
            }

            await RunBlobs.WriteTextAsync(blobs, RollingLogPath.Of(LogJoin.Logs, day.AddHours(hour), "gw", 0), log.ToString());
            await RunBlobs.WriteTextAsync(blobs, RollingLogPath.Of(LogJoin.Feedback, day.AddHours(hour), "gw", 0), feedback.ToString());
        }

        string Text(int length)
        {
            var at = random.Next(Alphabet.Length);
            return string.Create(
                length,
                at,
                (span, from) =>
                {
                    for (var i = 0; i < span.Length; i++)
                    {
                        span[i] = Alphabet[(from + i) % Alphabet.Length];
                    }
                }
            );
        }
    }

    async Task<JoinFigures> JoinAsync()
    {
        var scope = new JoinScope(new TrafficWindow(day, day.AddDays(1)), TimeSpan.FromHours(1), TimeSpan.Zero);
        var join = new LogJoin(blobs, scope, "online", new FeedbackScoring(new FeedbackWeights()));
        await using var output = File.Create(Path.Combine(folder, "joined.jsonl"), 1 << 20);
        await join.WriteAsync(output, _ => { });
        return join.Figures;
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static long ParseOnly(string[] files)
{
    long fields = 0;
    foreach (var line in files.SelectMany(File.ReadLines))
    {
        using var document = JsonDocument.Parse(line);
        fields += document.RootElement.GetPropertyCount();
    }

    return fields;
}

static double Measure(Func<long> action)
{
    var watch = Stopwatch.StartNew();
    _ = action();
    return watch.Elapsed.TotalSeconds;
}
