using System.Runtime.CompilerServices;
using Distill.Cli.Cleaning;
using Distill.Cli.Failures;
using Distill.Cli.Import;
using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Core.Samples;

namespace Distill.Cli.Files;

/// <summary>A file of rows that is read several times; its bad lines are counted once.</summary>
internal sealed class RowFile : IAsyncDisposable
{
    // Augmentation reads it five times: survey, classes in answers, seeds, gate, copy.
    private const int Passes = 5;

    private readonly CleaningSource _file;

    private RowFile(CleaningSource file) => _file = file;

    /// <summary>Its name for people.</summary>
    public string Name => _file.Name;

    /// <summary>What it was taken for; null before the first reading.</summary>
    public FormatDetection? Detection { get; private set; }

    /// <summary>Its lines that are no samples; 0 before the first reading has ended.</summary>
    public long BadLines { get; private set; }

    /// <summary>Makes a source. A mapping is for the files that need one: a canonical file among them is read as it is.</summary>
    public static async Task<RowFile> OpenAsync(string path, ImportOptions options, CancellationToken cancellationToken)
    {
        if (
            path != InputFile.Pipe
            && options is { Format: ImportFormats.Auto, Mapping: not null }
            && await IsCanonicalAsync(path, cancellationToken)
        )
        {
            options = options with { Mapping = null };
        }

        var completed =
            path == InputFile.Pipe ? options : await ReadOptions.CompleteAsync(options, Path.GetFullPath(path), null, cancellationToken);
        return new RowFile(await CleaningSource.OpenAsync(path, completed, Passes, cancellationToken));
    }

    /// <summary>Its samples from the start; bad lines go to <paramref name="reject"/> when given.</summary>
    /// <exception cref="CliException">It cannot be read, or holds no sample.</exception>
    public async IAsyncEnumerable<Sample> ReadAsync(
        Func<Reject, ValueTask>? reject = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await using var reader = await _file.ReadAsync(cancellationToken);
        Detection = reader.Detection;
        Reject? first = null;
        await foreach (var item in reader.ReadAsync(cancellationToken))
        {
            if (item.IsSample)
            {
                yield return item.Sample;
                continue;
            }

            first ??= item.Reject;
            await (reject?.Invoke(item.Reject) ?? ValueTask.CompletedTask);
        }

        BadLines = reader.Summary.Rejects.Total;
        if (reader.Summary.Records == 0)
        {
            throw CliException.Usage(
                $"the file holds no sample{(first is null ? "" : $": {RejectText.Of(first)}")}",
                Name,
                "mend the file, or say how it is read with --format and --map"
            );
        }
    }

    /// <summary>Sees to it that all readings saw the same file.</summary>
    public void RefuseChange() => _file.RefuseChange();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private static async Task<bool> IsCanonicalAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var reader = await ImportReader.OpenAsync(
                InputFile.Open(path),
                Path.GetFileName(path),
                new ImportOptions(),
                cancellationToken
            );
            return reader.Detection.Format == ImportFormats.Canonical;
        }
        catch (ImportException)
        {
            // Nothing can be made of it without the mapping, so the mapping is for it.
            return false;
        }
    }
}
