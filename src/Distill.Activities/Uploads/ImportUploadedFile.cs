using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Core.Runs;
using Distill.Core.Storage;
using Distill.Core.Telemetry;
using Distill.Orchestrations.Uploads;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using ImportResult = Distill.Orchestrations.Distilling.ImportResult;

namespace Distill.Activities.Uploads;

/// <summary>Imports an uploaded file as the next version of a dataset. Idempotent: the file's version names the dataset.</summary>
/// <param name="blobs">Where the file is.</param>
/// <param name="catalogue">Where datasets are listed.</param>
/// <param name="importer">Makes the dataset.</param>
/// <param name="logger">Where it says what could not be imported.</param>
public sealed partial class ImportUploadedFile(
    IBlobStore blobs,
    IDatasetStore catalogue,
    DatasetImporter importer,
    ILogger<ImportUploadedFile> logger
)
{
    /// <summary>The activity.</summary>
    /// <exception cref="RunFailedException">The file cannot be imported; another try would not help.</exception>
    [Function(nameof(ImportUploadedFile))]
    public Task<ImportResult> RunAsync([ActivityTrigger] UploadReference upload, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(nameof(ImportUploadedFile), UploadImports.IdOf(upload), () => ExecuteAsync(upload, cancellationToken));

    private async Task<ImportResult> ExecuteAsync(UploadReference upload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var id = UploadImports.IdOf(upload);
        if (await catalogue.FindAsync(id, cancellationToken) is { } done)
        {
            return new ImportResult(id, done.Records, done.RejectCount);
        }

        var result = await ImportAsync(id, upload, cancellationToken);
        if (result.Manifest is not { } manifest)
        {
            throw Poisoned(upload, result.Failure!);
        }

        DistillMetrics.CountRecords(nameof(ImportUploadedFile), manifest.Records, manifest.RejectCount);
        return new ImportResult(id, manifest.Records, manifest.RejectCount);
    }

    private async Task<Core.Formats.ImportResult> ImportAsync(string id, UploadReference upload, CancellationToken cancellationToken)
    {
        var draft = new DatasetDraft
        {
            Id = id,
            Name = upload.Dataset,
            Operation = "import",
            Parameters = new JsonObject { ["blob"] = upload.Path, ["etag"] = upload.ETag },
        };
        try
        {
            var content = await blobs.OpenReadAsync(upload.Path, 0, cancellationToken);
            return await importer.ImportAsync(content, Path.GetFileName(upload.Path), draft, cancellationToken: cancellationToken);
        }
        catch (Exception wrong) when (wrong is ImportException or BlobNotFoundException)
        {
            throw Poisoned(upload, wrong.Message);
        }
    }

    private RunFailedException Poisoned(UploadReference upload, string cause)
    {
        LogPoisoned(logger, upload.Path, cause);
        return new RunFailedException(cause);
    }

    // The alert on uploads asks for this name, of an entry without an exception.
    [LoggerMessage(6101, LogLevel.Error, "{Path} cannot be imported: {Cause} Upload a mended file.", EventName = "UploadPoisoned")]
    private static partial void LogPoisoned(ILogger logger, string path, string cause);
}
