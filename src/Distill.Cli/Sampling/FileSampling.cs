using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Import;
using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Core.Sampling;

namespace Distill.Cli.Sampling;

/// <summary>Streams files through a sampler. Memory grows only with what the sampler holds.</summary>
internal sealed class FileSampling(IReadOnlyList<string> paths, ImportOptions options, SampleOutput output)
{
    private readonly List<SampledFile> _files = [];
    private readonly RejectTally _rejects = new();
    private long _position;

    /// <summary>Reads all files and writes the sample.</summary>
    /// <exception cref="CliException">A file cannot be read, or a setting does not fit what is in them.</exception>
    public async Task<SamplingResult> RunAsync(LogSampler sampler, CancellationToken cancellationToken)
    {
        foreach (var path in paths)
        {
            await ReadAsync(path, sampler, cancellationToken);
        }

        RefuseNothing(sampler.Statistics);
        foreach (var sample in sampler.Drain())
        {
            await output.WriteAsync(sample, cancellationToken);
        }

        return new SamplingResult(_files, _rejects.ToSummary(), sampler.Statistics, output.Skipped);
    }

    private async Task ReadAsync(string path, LogSampler sampler, CancellationToken cancellationToken)
    {
        try
        {
            var isPipe = path == InputFile.Pipe;
            var reading = isPipe ? options : await ReadOptions.CompleteAsync(options, Path.GetFullPath(path), null, cancellationToken);
            var name = isPipe ? "stdin" : Path.GetFileName(path);
            await using var reader = await ImportReader.OpenAsync(InputFile.Open(path), name, reading, cancellationToken);
            await foreach (var item in reader.ReadAsync(cancellationToken))
            {
                await TakeAsync(item, sampler, cancellationToken);
            }

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
        catch (TooManyStrataException wrong)
        {
            throw CliException.Usage(wrong.Message, "--stratify", "choose another field, or --strata VALUE=N", wrong);
        }
    }

    private async ValueTask TakeAsync(ImportItem item, LogSampler sampler, CancellationToken cancellationToken)
    {
        var position = _position++;
        if (!item.IsSample)
        {
            _rejects.Add(item.Reject);
        }
        else if (sampler.Offer(item.Sample, position))
        {
            await output.WriteAsync(item.Sample, cancellationToken);
        }
    }

    private void RefuseNothing(SamplingStatistics statistics)
    {
        if (statistics.Read == 0)
        {
            var summary = _rejects.ToSummary();
            var first = summary.Examples.Values.FirstOrDefault() is { } reject ? $": {RejectText.Of(reject)}" : "";
            throw CliException.Usage(
                $"there is no sample in it{first}",
                InputFile.Name(paths[0]),
                "mend the file, or say how it is read with --format and --map"
            );
        }
    }
}
