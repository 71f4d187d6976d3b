using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Core.Formats;

namespace Distill.Cli.Cleaning;

/// <summary>The file that is cleaned, read once a pass. Standard input is spooled to a temporary file when it is needed more than once.</summary>
internal sealed class CleaningSource : IAsyncDisposable
{
    private readonly string _path;
    private readonly string? _spool;
    private readonly ImportOptions _options;
    private readonly (long Length, DateTime Changed)? _state;

    private CleaningSource(string path, string? spool, ImportOptions options)
    {
        _path = path;
        _spool = spool;
        _options = options;
        _state = State();
    }

    /// <summary>Its name for people.</summary>
    public string Name => InputFile.Name(_path);

    /// <summary>Makes a source.</summary>
    /// <param name="path">The path, or <c>-</c>.</param>
    /// <param name="options">Format and mapping.</param>
    /// <param name="passes">How often it is read.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<CleaningSource> OpenAsync(string path, ImportOptions options, int passes, CancellationToken cancellationToken)
    {
        if (path != InputFile.Pipe || passes == 1)
        {
            return new CleaningSource(path, null, options);
        }

        var source = new CleaningSource(path, Path.GetTempFileName(), options);
        await using var spool = File.Create(source._spool!);
        await using var content = InputFile.Open(path);
        await content.CopyToAsync(spool, cancellationToken);
        return source;
    }

    /// <summary>Begins to read it from its start.</summary>
    /// <exception cref="CliException">It cannot be read, is empty, or of no known format.</exception>
    public async Task<ImportReader> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var fileName = _path == InputFile.Pipe ? "stdin" : Path.GetFileName(_path);
            return await ImportReader.OpenAsync(InputFile.Open(_spool ?? _path), fileName, _options, cancellationToken);
        }
        catch (ImportException wrong)
        {
            throw CliException.Usage(
                wrong.Message,
                Name,
                "on the command line: --format FORMAT, --map prompt=FIELD --map response=FIELD",
                wrong
            );
        }
    }

    /// <summary>Sees to it that all passes saw the same file.</summary>
    /// <exception cref="CliException">It was changed meanwhile.</exception>
    public void RefuseChange()
    {
        if (State() != _state)
        {
            throw CliException.Failed("the file was changed while it was read", Name, "give the command again when nobody writes to it");
        }
    }

    /// <summary>Removes what was spooled.</summary>
    public ValueTask DisposeAsync()
    {
        if (_spool is not null)
        {
            File.Delete(_spool);
        }

        return ValueTask.CompletedTask;
    }

    private (long Length, DateTime Changed)? State() =>
        _path != InputFile.Pipe && new FileInfo(_path) is { Exists: true } file ? (file.Length, file.LastWriteTimeUtc) : null;
}
