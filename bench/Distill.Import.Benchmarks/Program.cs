using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Storage.Local;
using Distill.Storage.Local.Blobs;
using Distill.Storage.Local.State;

// How fast canonical JSON lines are imported, beside what one must do at least: split lines and parse each once with JsonDocument.
// The figures to judge by are the ratios; absolute times belong to the machine.
const int Megabytes = 200;
var folder = Directory.CreateTempSubdirectory("distill-import-").FullName;
try
{
    var file = Path.Combine(folder, "in.jsonl");
    Generate(file, Megabytes);
    var size = new FileInfo(file).Length / 1e6;

    // Each once to warm up, then measured.
    await MeasureAsync(() => ParseOnly(file));
    await MeasureAsync(() => ReadAsync(file));
    await MeasureAsync(() => ImportAsync(file, Path.Combine(folder, "warm")));
    var baseline = await MeasureAsync(() => ParseOnly(file));
    var read = await MeasureAsync(() => ReadAsync(file));
    var import = await MeasureAsync(() => ImportAsync(file, folder));

    Console.WriteLine($"canonical JSON lines, {size:F0} MB, {baseline.Records} records");
    Print("StreamReader + JsonDocument", baseline);
    Print("read and validate samples", read);
    Print("import into a dataset", import);
    Console.WriteLine(
        $"managed heap after the import {GC.GetTotalMemory(forceFullCollection: true) / 1e6:F0} MB, largest working set {Peak():F0} MB"
    );

    void Print(string what, (double Seconds, double Cpu, long Records) run) =>
        Console.WriteLine(
            $"{what, -28} {size / run.Seconds, 7:F0} MB/s   {run.Cpu, 5:F2} s CPU   x{baseline.Seconds / run.Seconds:F2} of the baseline"
        );
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static double Peak()
{
    using var process = Process.GetCurrentProcess();
    return process.PeakWorkingSet64 / 1e6;
}

static async Task<(double Seconds, double Cpu, long Records)> MeasureAsync(Func<Task<long>> action)
{
    var watch = Stopwatch.StartNew();
    var cpu = Environment.CpuUsage.TotalTime;
    var records = await action();
    return (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, records);
}

static void Generate(string file, int megabytes)
{
    var random = new Random(1);
    using var writer = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    const string Alphabet = "公司发布公告预计净利润同比增长下降风险提示业绩 the of and profit loss \\\"";
    for (long written = 0, index = 0; written < megabytes * 1_000_000L; index++)
    {
        var line =
            $"{{\"id\":\"r{index}\",\"messages\":[{{\"role\":\"system\",\"content\":\"{Text(60)}\"}},{{\"role\":\"user\",\"content\":\"{Text(220)}\"}},"
            + $"{{\"role\":\"assistant\",\"content\":\"{Text(40)}\"}}],\"labels\":{{\"mood\":\"正面\"}},\"meta\":{{\"asid\":\"{index}\",\"latency_ms\":812}}}}";
        writer.Write(line + "\n");
        written += Encoding.UTF8.GetByteCount(line) + 1;
    }

    string Text(int length)
    {
        var text = new StringBuilder(length);
        while (text.Length < length)
        {
            var at = random.Next(Alphabet.Length - 2);
            text.Append(Alphabet[at] is '\\' or '"' ? "\\\"" : Alphabet[at].ToString());
        }

        return text.ToString();
    }
}

static async Task<long> ParseOnly(string file)
{
    using var reader = new StreamReader(file);
    var records = 0L;
    while (await reader.ReadLineAsync() is { } line)
    {
        using var document = JsonDocument.Parse(line);
        records += document.RootElement.GetProperty("messages").GetArrayLength() > 0 ? 1 : 0;
    }

    return records;
}

static async Task<long> ReadAsync(string file)
{
    await using var reader = await ImportReader.OpenAsync(File.OpenRead(file), "in.jsonl");
    return await reader.ReadAsync().CountAsync(item => item.IsSample);
}

static async Task<long> ImportAsync(string file, string folder)
{
    var home = new LocalHome(new LocalStorageOptions { Home = Path.Combine(folder, "home") }, TimeProvider.System);
    using var database = new StateDatabase(home);
    var library = new DatasetLibrary(new LocalBlobStore(home, TimeProvider.System), new LocalDatasetStore(database), TimeProvider.System);
    var draft = new DatasetDraft
    {
        Id = "bench",
        Name = "bench",
        Operation = "import",
    };
    var result = await new DatasetImporter(library).ImportAsync(File.OpenRead(file), "in.jsonl", draft);
    return result.Manifest?.Records ?? throw new InvalidOperationException(result.Failure);
}
