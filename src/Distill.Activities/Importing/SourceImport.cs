using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Core.Runs;
using Distill.Core.Sampling;
using Distill.Core.Storage;

namespace Distill.Activities.Importing;

/// <summary>Makes a dataset of a source, and refuses one of which too much is bad.</summary>
internal sealed class SourceImport(RunWorkspace workspace, ImportPlan plan)
{
    /// <summary>The dataset.</summary>
    /// <exception cref="RunFailedException">The source is missing, empty or too bad; the message says what to mend.</exception>
    public async Task<DatasetManifest> RunAsync(CancellationToken cancellationToken)
    {
        var draft = new DatasetDraft
        {
            Id = plan.DatasetId,
            Name = $"{plan.Name}/imported",
            Operation = "import",
            Parents = plan.Source.Dataset is { } parent ? [parent] : [],
        };
        await using var writer = workspace.Library.CreateWriter(draft, new DatasetWriterOptions { MaxRecords = plan.ShardSize });
        var tally = new SourceTally(plan);
        var intake = new SourceIntake(plan.Source.ToSampler(), writer, tally);
        await ReadAsync(intake, cancellationToken);
        if (tally.Failure() is { } failure)
        {
            await writer.CommitRejectsAsync(cancellationToken);
            throw new RunFailedException(failure);
        }

        return await writer.CommitAsync(cancellationToken);
    }

    private async Task ReadAsync(SourceIntake intake, CancellationToken cancellationToken)
    {
        try
        {
            await (plan.Source.Dataset is null ? ReadBlobAsync(intake, cancellationToken) : ReadDatasetAsync(intake, cancellationToken));
            await intake.CompleteAsync(cancellationToken);
        }
        catch (TooManyStrataException error)
        {
            throw new RunFailedException($"source.sample.by: {error.Message}", error);
        }
    }

    private async Task ReadBlobAsync(SourceIntake intake, CancellationToken cancellationToken)
    {
        var path = plan.Source.Blob!;
        try
        {
            var content = await workspace.Blobs.OpenReadAsync(path, cancellationToken: cancellationToken);
            await using var reader = await ImportReader.OpenAsync(
                content,
                path[(path.LastIndexOf('/') + 1)..],
                plan.Source.ToImportOptions(),
                cancellationToken
            );
            await foreach (var item in reader.ReadAsync(cancellationToken))
            {
                await intake.TakeAsync(item.Sample, item.Reject, cancellationToken);
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

    private async Task ReadDatasetAsync(SourceIntake intake, CancellationToken cancellationToken)
    {
        await foreach (var sample in workspace.ReadAsync(plan.Source.Dataset!, cancellationToken))
        {
            await intake.TakeAsync(sample, null, cancellationToken);
        }
    }
}
