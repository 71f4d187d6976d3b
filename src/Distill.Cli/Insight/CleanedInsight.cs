using Distill.Cli.Cleaning;
using Distill.Cli.Files;
using Distill.Core.Formats;

namespace Distill.Cli.Insight;

/// <summary>A file as a recipe would leave it, for as long as it is looked at.</summary>
/// <param name="Path">The cleaned file.</param>
internal sealed record CleanedInsight(string Path) : IDisposable
{
    /// <summary>Cleans a file into a temporary one.</summary>
    public static async Task<CleanedInsight> MakeAsync(
        string input,
        ImportOptions options,
        string recipe,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var cleaned = new CleanedInsight(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"distill-{Guid.NewGuid():N}.jsonl"));
        using var run = await ChosenRecipe.StartAsync(recipe, cancellationToken);
        await using var source = await CleaningSource.OpenAsync(input, options, run.PassesLeft, cancellationToken);
        await using var output = OutputFile.Create(cleaned.Path);
        await using var rejects = new RejectsFile(null);
        await new FileCleaning(source, output, rejects, threads).RunAsync(run, cancellationToken);
        return cleaned;
    }

    public void Dispose() => File.Delete(Path);
}
