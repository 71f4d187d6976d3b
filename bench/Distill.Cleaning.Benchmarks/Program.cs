using System.Globalization;
using Distill.Cleaning.Benchmarks;

// How fast `distill clean` is, start of the process included, and how well it finds planted duplicates.
// Usage: dotnet run -c Release --project bench/Distill.Cleaning.Benchmarks [-- --records 200000] [--large] [--command FILE]
// --generate FILE writes the corpus, and --by-operator FILE prints what each operator of the default recipe costs on it.
// Measured is the command as it is installed, which is published first (half a minute), or the executable that --command names.
// --large measures ten times the corpus, too (2.6 GB of disk). The figures to judge by are the ratios and shares; absolute times belong to the machine.
var records = Option("--records") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : 200_000;
if (args is ["--generate", var target, ..])
{
    Corpus.Generate(target, 200_000, seed: 4);
    return;
}

if (args is ["--by-operator", var file, ..])
{
    await OperatorTimes.PrintAsync(file, Recipes.Default, most: 40_000);
    return;
}

var folder = Directory.CreateTempSubdirectory("distill-clean-").FullName;
try
{
    var command = Option("--command") ?? await InstalledCommand.PublishAsync(Path.Combine(folder, "distill"));
    var corpus = Corpus.Generate(Path.Combine(folder, "in.jsonl"), records, seed: 4);
    var size = new FileInfo(corpus.Path).Length / 1e6;
    var threads = Environment.ProcessorCount;
    Console.WriteLine($"{records:N0} records, {size:F0} MB, {threads} threads; whole process of distill clean, best of 3");

    var copy = await BestAsync("read, check, write", Recipes.Copy, threads);
    await BestAsync("+ filter, normalise, dedup", Recipes.Unmasked, threads);
    var core = await BestAsync("+ filter, normalise, mask, dedup", Recipes.Core, threads);
    var quality = Quality.Of(corpus, Output("core") + ".rejects");
    await BestAsync("the recommended recipe", Recommended(), threads);
    await BestAsync("the full default recipe", Recipes.Default, threads);
    var single = await CleanProcess.RunAsync(command, corpus.Path, Output("single"), Recipe(Recipes.Core), 1);

    Console.WriteLine(
        $"near-duplicates: recall {quality.Recall:F4}, precision {quality.Precision:F4}; exact duplicates found {quality.Exact:F4}"
    );
    Console.WriteLine($"one thread: x{single.Seconds / core.Seconds:F2} of the time; same output: {single.Hash == core.Hash}");
    Console.WriteLine($"all operators cost x{core.Seconds / copy.Seconds:F2} of reading, checking and writing");
    if (args.Contains("--large"))
    {
        var large = Corpus.Generate(Path.Combine(folder, "large.jsonl"), records * 10, seed: 5);
        var run = await CleanProcess.RunAsync(command, large.Path, Output("large"), Recipe(Recipes.Core), threads);
        Print("ten times the corpus", run, records * 10);
        Console.WriteLine($"ten times the corpus: x{run.Seconds / core.Seconds:F2} of the time");
        var spill = Recipes.Core.Replace("- op: minhash_dedup", "- op: minhash_dedup\n  memory_mb: 64", StringComparison.Ordinal);
        var spilled = await CleanProcess.RunAsync(command, large.Path, Output("spilled"), Recipe(spill), threads);
        Print("the same, 64 MB of memory", spilled, records * 10);
        Console.WriteLine($"same output with signatures and bands on disk: {spilled.Hash == run.Hash}");
    }

    async Task<CleanProcess> BestAsync(string what, string recipe, int workers)
    {
        CleanProcess? best = null;
        for (var i = 0; i < 3; i++)
        {
            var run = await CleanProcess.RunAsync(command, corpus.Path, Output("core"), Recipe(recipe), workers);
            best = best is null || run.Seconds < best.Seconds ? run : best;
        }

        Print(what, best!, records);
        return best!;
    }

    void Print(string what, CleanProcess run, int count) =>
        Console.WriteLine(
            $"{what, -34} {run.Seconds, 6:F2} s   {count / run.Seconds, 9:N0} records/s   {run.Cpu, 6:F2} s CPU   peak {run.PeakMegabytes, 4:F0} MB   {run.Hash}"
        );

    string Output(string name) => Path.Combine(folder, name + ".out.jsonl");

    string Recipe(string text)
    {
        var path = Path.Combine(folder, "recipe.yaml");
        File.WriteAllText(path, text);
        return path;
    }

    static string Recommended() =>
        string.Concat(Distill.Core.Operators.Recipe.Recommended(hasAnswerValue: false).Select(step => $"- op: {step.Op}\n"));
}
finally
{
    Directory.Delete(folder, recursive: true);
}

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
