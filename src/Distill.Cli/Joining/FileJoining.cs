using System.Buffers;
using System.IO.Pipelines;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Import;
using Distill.Cli.Sampling;
using Distill.Core.Feedback;
using Distill.Core.Feedback.Joining;
using Distill.Core.Formats;

namespace Distill.Cli.Joining;

/// <summary>Takes files through a join. Feedback is held in memory, folded; logs are streamed.</summary>
/// <param name="join">The join.</param>
/// <param name="options">How logs are read.</param>
/// <param name="rejects">Takes what cannot be read.</param>
internal sealed class FileJoining(FileJoin join, ImportOptions options, RejectsFile rejects)
{
    private readonly List<SampledFile> _files = [];

    /// <summary>The logs that were read; empty files are left out.</summary>
    public IReadOnlyList<SampledFile> Files => _files;

    /// <summary>Reads the feedback.</summary>
    /// <exception cref="CliException">A file cannot be read.</exception>
    public async Task ReadFeedbackAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        foreach (var path in paths)
        {
            await foreach (var reject in join.AddFeedbackAsync(Open(path), path, Written(path), cancellationToken))
            {
                await rejects.AddAsync(reject, cancellationToken);
            }
        }
    }

    /// <summary>Reads the logs and writes the joined answers.</summary>
    /// <exception cref="CliException">A file cannot be read, or all are empty.</exception>
    public async Task WriteAsync(IReadOnlyList<string> paths, Stream output, CancellationToken cancellationToken)
    {
        const int Gathered = 1 << 20;
        var gathering = new BufferedStream(output, Gathered);
        foreach (var path in paths)
        {
            await WriteAsync(path, gathering, cancellationToken);
        }

        await gathering.FlushAsync(cancellationToken);
        if (_files.Count == 0)
        {
            throw CliException.Usage("the logs are empty", InputFile.Name(paths[0]), "name the files of an inference log");
        }
    }

    /// <summary>Writes the events whose answer was not joined, as lines of the feedback log.</summary>
    /// <exception cref="CliException">A file cannot be read.</exception>
    public async Task WriteUnmatchedAsync(IReadOnlyList<string> paths, Stream output, CancellationToken cancellationToken)
    {
        var writer = PipeWriter.Create(output, new StreamPipeWriterOptions(leaveOpen: true));
        foreach (var path in paths)
        {
            await foreach (var item in join.UnmatchedAsync(Open(path), path, Written(path), cancellationToken))
            {
                FeedbackLine.Write(item, writer);
                writer.Write("\n"u8);
                await JsonLines.FlushAsync(writer, cancellationToken);
            }
        }

        await writer.CompleteAsync();
    }

    private async Task WriteAsync(string path, Stream output, CancellationToken cancellationToken)
    {
        var isPipe = path == InputFile.Pipe;
        // A log that was opened and not yet written to has nothing to say.
        if (!isPipe && new FileInfo(path) is { Exists: true, Length: 0 })
        {
            return;
        }

        try
        {
            var reading = isPipe ? options : await ReadOptions.CompleteAsync(options, Path.GetFullPath(path), null, cancellationToken);
            var name = isPipe ? "stdin" : Path.GetFileName(path);
            await using var reader = await ImportReader.OpenAsync(InputFile.Open(path, "log"), name, reading, cancellationToken);
            await join.WriteAsync(reader, output, reject => rejects.AddAsync(reject, cancellationToken), cancellationToken);
            _files.Add(new SampledFile(path, reader.Detection, reader.Summary));
        }
        catch (ImportException wrong)
        {
            throw CliException.Usage(
                wrong.Message,
                InputFile.Name(path),
                "on the command line: --format FORMAT, --map prompt=FIELD --map response=FIELD",
                wrong
            );
        }
    }

    private static Stream Open(string path) => InputFile.Open(path, "feedback");

    private static DateTimeOffset Written(string path) => new(File.GetLastWriteTimeUtc(path));
}
