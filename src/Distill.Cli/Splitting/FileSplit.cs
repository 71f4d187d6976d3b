using System.Buffers;
using System.IO.Pipelines;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Core.Dedup;
using Distill.Core.Samples;
using Distill.Core.Splits;

namespace Distill.Cli.Splitting;

/// <summary>Splits a file into <c>train.jsonl</c>, <c>validation.jsonl</c> and <c>test.jsonl</c> of a folder. About one kilobyte is kept for a distinct prompt.</summary>
internal sealed class FileSplit(RowFile source, ClassField field, SplitOptions options)
{
    /// <summary>Splits it.</summary>
    /// <param name="folder">The folder, made when absent.</param>
    /// <param name="rejects">Where bad lines go.</param>
    /// <param name="cancellationToken">Stops; nothing is left then.</param>
    /// <exception cref="CliException">The file holds too little to split, or was changed meanwhile.</exception>
    public async Task<(SplitResult Split, IReadOnlyDictionary<SplitSet, string> Files)> RunAsync(
        string folder,
        RejectsFile rejects,
        CancellationToken cancellationToken
    )
    {
        var detector = new TemplateDetector();
        await foreach (var sample in source.ReadAsync(reject => rejects.AddAsync(reject, cancellationToken), cancellationToken))
        {
            detector.Add(PromptText.Of(sample));
        }

        var splitter = new DatasetSplitter(options, detector.Detect());
        await foreach (var sample in source.ReadAsync(null, cancellationToken))
        {
            splitter.Add(PromptText.Of(sample), field.Of(sample));
        }

        var split = splitter.Split();
        if (split.Refusal is { } refusal)
        {
            throw CliException.Usage(refusal, source.Name);
        }

        return (split, await WriteAsync(split, folder, cancellationToken));
    }

    private async Task<IReadOnlyDictionary<SplitSet, string>> WriteAsync(
        SplitResult split,
        string folder,
        CancellationToken cancellationToken
    )
    {
        Directory.CreateDirectory(folder);
        var files = new Dictionary<SplitSet, (OutputFile File, PipeWriter Writer)>();
        try
        {
            foreach (var set in Enum.GetValues<SplitSet>().Where(set => split.Counts[set].Count > 0))
            {
                var file = OutputFile.Create(Path.Combine(folder, $"{set.ToString().ToLowerInvariant()}.jsonl"));
                files[set] = (file, PipeWriter.Create(file.Content, new StreamPipeWriterOptions(leaveOpen: true)));
            }

            var index = 0;
            await foreach (var sample in source.ReadAsync(null, cancellationToken))
            {
                var writer = files[split.Sets[index++]].Writer;
                SampleJson.Write(writer, sample);
                writer.Write("\n"u8);
                await JsonLines.FlushAsync(writer, cancellationToken);
            }

            source.RefuseChange();
            foreach (var (file, writer) in files.Values)
            {
                await writer.FlushAsync(cancellationToken);
                await file.CommitAsync(cancellationToken);
            }

            return files.ToDictionary(pair => pair.Key, pair => pair.Value.File.Path);
        }
        finally
        {
            foreach (var (file, _) in files.Values)
            {
                await file.DisposeAsync();
            }
        }
    }
}
