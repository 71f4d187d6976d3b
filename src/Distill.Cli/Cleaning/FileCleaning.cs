using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Core.Datasets;
using Distill.Core.Datasets.Lineage;
using Distill.Core.Formats;
using Distill.Core.Operators;
using Distill.Core.Pipelines;

namespace Distill.Cli.Cleaning;

/// <summary>Streams a file through a recipe into canonical JSON lines. Memory grows only with what deduplicators remember.</summary>
/// <param name="source">The file.</param>
/// <param name="output">Where samples go; left without its name when the cleaning fails.</param>
/// <param name="rejects">Where everything else goes.</param>
/// <param name="threads">Threads at work; what comes out does not depend on it.</param>
internal sealed class FileCleaning(CleaningSource source, OutputFile output, RejectsFile rejects, int threads)
{
    private long _kept;

    /// <summary>Runs all passes and commits both files.</summary>
    /// <exception cref="CliException">The file cannot be read to its end, holds no record, or was changed meanwhile.</exception>
    public async Task<CleaningResult> RunAsync(CleaningRun run, CancellationToken cancellationToken)
    {
        var (detection, imported) = (default(FormatDetection), default(ImportSummary));
        while (run.NextPass())
        {
            await using var reader = await source.ReadAsync(cancellationToken);
            await PassAsync(run, reader, cancellationToken);
            (detection, imported) = (reader.Detection, reader.Summary);
        }

        source.RefuseChange();
        await rejects.CommitAsync(cancellationToken);
        RefuseNothing(imported!);
        await output.CommitAsync(cancellationToken);
        return new CleaningResult(detection!, imported!, _kept, run.Statistics);
    }

    private async Task PassAsync(CleaningRun run, ImportReader reader, CancellationToken cancellationToken)
    {
        var last = run.PassesLeft == 0;
        var batches = OrderedWork.RunAsync(
            reader.ReadBatchesAsync(cancellationToken),
            batch => CleanedBatch.Of(batch, run, encode: last),
            threads,
            cancellationToken
        );
        await foreach (var next in batches)
        {
            using var batch = next;
            foreach (var entry in batch.Entries)
            {
                await TakeAsync(run, reader.Admit(entry.Record), batch, entry, cancellationToken);
            }

            await output.Content.WriteAsync(batch.Kept, cancellationToken);
        }
    }

    private ValueTask TakeAsync(
        CleaningRun run,
        ImportItem item,
        CleanedBatch batch,
        CleanedBatch.Entry entry,
        CancellationToken cancellationToken
    )
    {
        if (!item.IsSample)
        {
            // Every pass meets it; the last one writes it.
            return run.PassesLeft == 0 ? rejects.AddAsync(item.Reject, cancellationToken) : ValueTask.CompletedTask;
        }

        if (run.Commit(entry.Prepared) is not { } outcome)
        {
            return ValueTask.CompletedTask;
        }

        if (outcome.Drop is { } drop)
        {
            return rejects.AddAsync(Reject(outcome, drop), cancellationToken);
        }

        _kept++;
        if (ReferenceEquals(outcome.Sample, entry.Prepared.Sample))
        {
            batch.Keep(entry);
            return ValueTask.CompletedTask;
        }

        // A mapper behind a deduplicator changed it after its line was written.
        return batch.KeepChangedAsync(outcome.Sample, output.Content, cancellationToken);
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
