using System.Diagnostics;
using Distill.Cleaning.Benchmarks;
using Distill.Core.Formats;
using Distill.Core.Insight;
using Distill.DuckDb.Insight;

// How fast insight answers about 200,000 records (264 MB): one field that nobody asked for yet (cold: the file is in the page cache, no sidecar), and the same
// again from the sidecar (warm). Beside it what one must do at least: read the file once, and count its lines. Judge by the ratios; times belong to the machine.
// Usage: dotnet run -c Release --project bench/Distill.Insight.Benchmarks [-- FILE]
var folder = Directory.CreateTempSubdirectory("distill-insight-").FullName;
try
{
    var file = args is [var given, ..] ? given : Corpus.Generate(Path.Combine(folder, "in.jsonl"), 200_000, seed: 4).Path;
    var size = new FileInfo(file).Length / 1e6;
    var threads = Environment.ProcessorCount;
    var source = new ImportedRows(file, token => ImportReader.OpenAsync(Open(file), "in.jsonl", cancellationToken: token), threads);
    Console.WriteLine($"{size:F0} MB, {threads} threads, load {Load()}");

    // Once to load libraries and compile.
    await AskAsync("length(answer)", fresh: true);
    var lines = Best(5, () => CountLines(file));
    Console.WriteLine($"{"read and count lines", -34} {lines, 8:F1} ms");
    foreach (
        var field in new[]
        {
            "length(answer)",
            "length(prompt)",
            "labels.intent",
            "meta.latency_ms",
            "time",
            "turns",
            "language",
            "words(answer)",
        }
    )
    {
        var cold = await BestAsync(3, () => AskAsync(field, fresh: true));
        var warm = await BestAsync(5, () => AskAsync(field, fresh: false));
        Console.WriteLine($"{field, -20} cold {cold, 8:F1} ms (x{cold / lines:F1} of counting lines)   warm {warm, 6:F1} ms");
    }

    async Task<double> AskAsync(string field, bool fresh)
    {
        if (fresh)
        {
            Directory.Delete(Directory.CreateDirectory(Path.Combine(folder, "cache")).FullName, recursive: true);
        }

        var watch = Stopwatch.StartNew();
        using var sidecar = InsightSidecar.OfFile(file, Path.Combine(folder, "cache"), "auto");
        // Warm is what a server that holds the sidecar open answers in; cold is everything.
        if (!fresh)
        {
            watch.Restart();
        }

        var insight = await InsightEngine.AskAsync(source, sidecar.Table, new InsightQuestion { Fields = [InsightField.Of(field)] });
        var elapsed = watch.Elapsed.TotalMilliseconds;
        return insight.Records > 0 && sidecar.IsKept ? elapsed : throw new InvalidOperationException("Nothing was read.");
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static async Task<double> BestAsync(int times, Func<Task<double>> action)
{
    var best = double.MaxValue;
    for (var i = 0; i < times; i++)
    {
        best = Math.Min(best, await action());
    }

    return best;
}

static double Best(int times, Func<long> action) =>
    Enumerable
        .Range(0, times)
        .Min(_ =>
        {
            var watch = Stopwatch.StartNew();
            return action() > 0 ? watch.Elapsed.TotalMilliseconds : double.MaxValue;
        });

static long CountLines(string file)
{
    using var content = Open(file);
    var buffer = new byte[256 * 1024];
    var lines = 0L;
    for (int read; (read = content.Read(buffer)) > 0; )
    {
        lines += buffer.AsSpan(0, read).Count((byte)'\n');
    }

    return lines;
}

static FileStream Open(string file) => new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);

static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
