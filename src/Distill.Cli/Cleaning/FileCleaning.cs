using System.Buffers;
using System.IO.Pipelines;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Core.Datasets;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Formats;
using Distill.Core.Operators;
using Distill.Core.Samples;

namespace Distill.Cli.Cleaning;

/// <summary>Streams a file through a recipe into canonical JSON lines. Memory grows only with what deduplicators remember.</summary>
/// <param name="source">The file.</param>
/// <param name="output">Where samples go; left without its name when the cleaning fails.</param>
/// <param name="rejects">Where everything else goes.</param>
internal sealed class FileCleaning(CleaningSource source, OutputFile output, RejectsFile rejects)
{
    private readonly PipeWriter _writer = PipeWriter.Create(output.Content, new StreamPipeWriterOptions(leaveOpen: true));
    private long _kept;

    /// <summary>Runs all passes and commits both files.</summary>
    /// <exception cref="CliException">The file cannot be read to its end, holds no record, or was changed meanwhile.</exception>
    public async Task<CleaningResult> RunAsync(CleaningRun run, CancellationToken cancellationToken)
    {
        var (detection, imported) = (default(FormatDetection), default(ImportSummary));
        while (run.NextPass())
        {
            await using var reader = await source.ReadAsync(cancellationToken);
            await foreach (var item in reader.ReadAsync(cancellationToken))
            {
                await TakeAsync(run, item, cancellationToken);
            }

            (detection, imported) = (reader.Detection, reader.Summary);
        }

        source.RefuseChange();
        await rejects.CommitAsync(cancellationToken);
        RefuseNothing(imported!);
        await _writer.FlushAsync(cancellationToken);
        await output.CommitAsync(cancellationToken);
        return new CleaningResult(detection!, imported!, _kept, run.Statistics);
    }

    private async ValueTask TakeAsync(CleaningRun run, ImportItem item, CancellationToken cancellationToken)
    {
        if (item.IsSample)
        {
            await (run.Process(item.Sample) is { } outcome ? WriteAsync(outcome, cancellationToken) : ValueTask.CompletedTask);
        }
        else if (run.PassesLeft == 0)
        {
            // Every pass meets it; the last one writes it.
            await rejects.AddAsync(item.Reject, cancellationToken);
        }
    }

    private ValueTask WriteAsync(CleaningOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Drop is { } drop)
        {
            return rejects.AddAsync(Reject(outcome, drop), cancellationToken);
        }

        _kept++;
        SampleJson.Write(_writer, outcome.Sample);
        _writer.Write("\n"u8);
        return JsonLines.FlushAsync(_writer, cancellationToken);
    }

    private void RefuseNothing(ImportSummary imported)
    {
        const string Remedy = "mend the file, or say how it is read with --format and --map";
        if (new RejectBudget(1).Exceeded(imported.Records, imported.Rejects, rejects.Path) is { } damage)
        {
            throw CliException.Usage(damage, source.Name, Remedy);
        }

        if (imported.Records == 0)
        {
            var first = rejects.First is [var reject, ..] ? $": {RejectText.Of(reject)}" : "";
            throw CliException.Usage($"the file holds no sample{first}", source.Name, Remedy);
        }
    }

    private static Reject Reject(CleaningOutcome outcome, Drop drop)
    {
        var origin = RowSource.Of(outcome.Sample);
        return new Reject(origin?.File ?? "", origin?.Line ?? 0, null, outcome.Sample.Id, outcome.Operator!, drop.Reason, drop.Detail);
    }
}
