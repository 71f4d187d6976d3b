using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Samples;
using Distill.Core.Storage;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Distilling;
using Microsoft.Azure.Functions.Worker;
using ImportResult = Distill.Orchestrations.Distilling.ImportResult;

namespace Distill.Activities.Importing;

/// <summary>Makes the run's first dataset of its source, and fails the run before any paid call when too much of it is bad.</summary>
public sealed class ImportSource(RunWorkspace workspace)
{
    /// <summary>The activity. Repeating it gives the same dataset.</summary>
    /// <exception cref="RunFailedException">The source is missing, empty or too bad; the message says what to mend.</exception>
    [Function(ActivityNames.ImportSource)]
    public Task<ImportResult> RunAsync([ActivityTrigger] RunReference run, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.ImportSource, run.RunId, () => ExecuteAsync(run, cancellationToken));

    private async Task<ImportResult> ExecuteAsync(RunReference run, CancellationToken cancellationToken)
    {
        var id = RunDatasets.Imported(run.RunId);
        if (await workspace.FindDatasetAsync(id, cancellationToken) is { } done)
        {
            return new ImportResult(id, done.Records, done.RejectCount);
        }

        var spec = await workspace.ReadSpecAsync(run.RunId, cancellationToken);
        var draft = new DatasetDraft
        {
            Id = id,
            Name = $"{spec.Name}/imported",
            Operation = "import",
            Parents = spec.Source.Dataset is { } parent ? [parent] : [],
        };
        await using var writer = workspace.Library.CreateWriter(draft, new DatasetWriterOptions { MaxRecords = spec.Shards.Size });
        var tally = new SourceTally(spec);
        await (
            spec.Source.Dataset is null
                ? ReadBlobAsync(spec, writer, tally, cancellationToken)
                : ReadDatasetAsync(spec, writer, tally, cancellationToken)
        );
        if (tally.Failure(id) is { } failure)
        {
            await writer.CommitRejectsAsync(cancellationToken);
            throw new RunFailedException(failure);
        }

        var manifest = await writer.CommitAsync(cancellationToken);
        DistillMetrics.CountRecords(ActivityNames.ImportSource, manifest.Records, manifest.RejectCount);
        return new ImportResult(id, manifest.Records, manifest.RejectCount);
    }

    private async Task ReadBlobAsync(RunSpec spec, DatasetWriter writer, SourceTally tally, CancellationToken cancellationToken)
    {
        var path = spec.Source.Blob!;
        try
        {
            var content = await workspace.Blobs.OpenReadAsync(path, cancellationToken: cancellationToken);
            await using var reader = await ImportReader.OpenAsync(
                content,
                path[(path.LastIndexOf('/') + 1)..],
                spec.Source.ToImportOptions(),
                cancellationToken
            );
            await foreach (var item in reader.ReadAsync(cancellationToken))
            {
                await TakeAsync(item.Sample, item.Reject, writer, tally, cancellationToken);
            }
        }
        catch (BlobNotFoundException error)
        {
            throw new RunFailedException($"The source '{path}' is not in the host's store. Upload it, or correct source.blob.", error);
        }
        catch (ArgumentException error)
        {
            throw new RunFailedException($"The source '{path}' cannot be read: {error.Message}", error);
        }
        catch (ImportException error)
        {
            throw new RunFailedException(error.Message, error);
        }
    }

    private async Task ReadDatasetAsync(RunSpec spec, DatasetWriter writer, SourceTally tally, CancellationToken cancellationToken)
    {
        await foreach (var sample in workspace.ReadAsync(spec.Source.Dataset!, cancellationToken))
        {
            await TakeAsync(sample, null, writer, tally, cancellationToken);
        }
    }

    private static async ValueTask TakeAsync(
        Sample? sample,
        Reject? reject,
        DatasetWriter writer,
        SourceTally tally,
        CancellationToken cancellationToken
    )
    {
        if (!tally.Wants())
        {
            return;
        }

        if (sample is not null && sample.Prompt.Count == 0)
        {
            reject = new Reject(sample.Id, 0, null, sample.Id, "import", RejectReasons.EmptyField);
            sample = null;
        }

        if (sample is not null)
        {
            tally.Add(sample);
            await writer.WriteAsync(sample, cancellationToken);
        }
        else if (reject is not null)
        {
            tally.Add(reject);
            await writer.RejectAsync(reject, cancellationToken);
        }
    }
}
