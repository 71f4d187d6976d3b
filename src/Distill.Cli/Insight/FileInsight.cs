using Distill.Cli.Cleaning;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Import;
using Distill.Core.Formats;
using Distill.Core.Insight;
using Distill.DuckDb.Insight;

namespace Distill.Cli.Insight;

/// <summary>Asks about files.</summary>
/// <param name="options">How they are read.</param>
/// <param name="cache">Folder of sidecars; null keeps none.</param>
/// <param name="threads">Threads at work.</param>
internal sealed class FileInsight(ImportOptions options, string? cache, int threads)
{
    // A smaller file is read faster than anyone notices.
    private const long KeptFrom = 4 * 1024 * 1024;

    // Discovery, and two readings at most.
    private const int Passes = 3;

    /// <summary>Answers a question about a file.</summary>
    /// <exception cref="CliException">It cannot be read, holds no sample, or was changed meanwhile.</exception>
    public async Task<DatasetInsight> AskAsync(string path, InsightQuestion question, CancellationToken cancellationToken)
    {
        var reading =
            path == InputFile.Pipe ? options : await ReadOptions.CompleteAsync(options, Path.GetFullPath(path), null, cancellationToken);
        await using var source = await CleaningSource.OpenAsync(path, reading, Passes, cancellationToken);
        // The first opening tells what is wrong with the file before a sidecar is made for it.
        await (await source.ReadAsync(cancellationToken)).DisposeAsync();
        using var sidecar = IsKept(path)
            ? InsightSidecar.OfFile(path, cache!, $"{options.Format}|{options.Encoding}")
            : InsightSidecar.InMemory();
        var insight = await AskAsync(source, sidecar.Table, question, cancellationToken);
        source.RefuseChange();
        return insight.Records > 0
            ? insight
            : throw CliException.Usage(
                $"the file holds no sample; {insight.Rejected} lines were rejected",
                source.Name,
                "distill import FILE names each line's fault; say how the file is read with --format and --map"
            );
    }

    private async Task<DatasetInsight> AskAsync(
        CleaningSource source,
        InsightTable table,
        InsightQuestion question,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await InsightEngine.AskAsync(
                new ImportedRows(Path.GetFileName(source.Name), source.ReadAsync, threads),
                table,
                question,
                cancellationToken
            );
        }
        catch (DatasetChangedException changed)
        {
            throw CliException.Failed(changed.Message, source.Name, "give the command again when nobody writes to it", changed);
        }
    }

    // A mapping has no short text that tells it from every other.
    private bool IsKept(string path) =>
        cache is not null
        && path != InputFile.Pipe
        && options.Mapping is null
        && new FileInfo(path) is { Exists: true, Length: >= KeptFrom };
}
