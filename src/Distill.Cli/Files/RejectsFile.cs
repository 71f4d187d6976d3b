using System.Buffers;
using System.IO.Pipelines;
using Distill.Core.Datasets;

namespace Distill.Cli.Files;

/// <summary>Counts rejects, keeps the first few for the terminal, and writes all of them to a file when one is named. Not thread-safe.</summary>
internal sealed class RejectsFile : IAsyncDisposable
{
    private const int Kept = 5;

    private readonly RejectTally _tally = new();
    private readonly List<Reject> _first = [];
    private readonly OutputFile? _file;
    private readonly PipeWriter? _writer;

    /// <summary>A file of rejects.</summary>
    /// <param name="path">Where they go; null only counts them.</param>
    /// <exception cref="Failures.CliException">The file cannot be written.</exception>
    public RejectsFile(string? path)
    {
        _file = path is null ? null : OutputFile.Create(path);
        _writer = _file is null ? null : PipeWriter.Create(_file.Content, new StreamPipeWriterOptions(leaveOpen: true));
    }

    /// <summary>The file's absolute path, or null.</summary>
    public string? Path => _file?.Path;

    /// <summary>The first ones.</summary>
    public IReadOnlyList<Reject> First => _first;

    /// <summary>All of them, counted.</summary>
    public RejectSummary Summary => _tally.ToSummary();

    /// <summary>Adds one.</summary>
    public async ValueTask AddAsync(Reject reject, CancellationToken cancellationToken)
    {
        _tally.Add(reject);
        if (_first.Count < Kept)
        {
            _first.Add(reject);
        }

        if (_writer is not null)
        {
            RejectJson.Write(_writer, reject);
            _writer.Write("\n"u8);
            await JsonLines.FlushAsync(_writer, cancellationToken);
        }
    }

    /// <summary>Makes the file visible; it is there, though empty, when nothing was rejected.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (_file is not null)
        {
            await _writer!.FlushAsync(cancellationToken);
            await _file.CommitAsync(cancellationToken);
        }
    }

    /// <summary>Ends the writing; without a commit before, no file remains.</summary>
    public ValueTask DisposeAsync() => _file?.DisposeAsync() ?? ValueTask.CompletedTask;
}
