using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Storage;
using Distill.Orchestrations;
using Distill.Orchestrations.Starting;
using Distill.Orchestrations.Uploads;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Distill.Activities.Uploads;

/// <summary>
/// Starts the run of an uploaded file by the spec beside it. Idempotent: the file's version names the run. A spec that is wrong starts nothing; what is
/// wrong is logged and written beside the file, as <c>{name}.error.json</c>.
/// </summary>
/// <param name="blobs">Where file and spec are.</param>
/// <param name="starter">Starts runs.</param>
/// <param name="logger">Where it says what came of it.</param>
public sealed partial class StartUploadedRun(IBlobStore blobs, RunStarter starter, ILogger<StartUploadedRun> logger)
{
    // As much as the API accepts by default.
    private const long MaxSpecBytes = 1 << 20;

    /// <summary>The activity.</summary>
    /// <exception cref="RunFailedException">File or spec are gone; another try would not help.</exception>
    [Function(ActivityNames.StartUploadedRun)]
    public async Task<UploadedRunStart> RunAsync(
        [ActivityTrigger] UploadedRun upload,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(upload);
        try
        {
            if (await blobs.FindAsync(upload.Path, cancellationToken) is { } file && file.ETag != upload.ETag)
            {
                return new UploadedRunStart(null, "The file was replaced; its new version starts its own run.");
            }

            var run = await StartAsync(client, upload, cancellationToken);
            await blobs.DeleteAsync(UploadNames.ErrorOf(upload.Path), cancellationToken: cancellationToken);
            LogStarted(logger, run.Run.Id, upload.Path, run.Created ? "starts" : "was started before");
            return new UploadedRunStart(run.Run.Id, null);
        }
        catch (BlobNotFoundException gone)
        {
            throw new RunFailedException(gone.Message, gone);
        }
        catch (InvalidRunSpecException wrong)
        {
            return await RefuseAsync(upload, wrong, cancellationToken);
        }
    }

    private async Task<StartedRun> StartAsync(DurableTaskClient client, UploadedRun upload, CancellationToken cancellationToken)
    {
        var document = RunSpecDocument.Load(await ReadSpecAsync(upload.SpecPath, cancellationToken), upload.SpecPath);
        UseSource(document, upload.Path);
        // Checked before the file is copied, which takes longer.
        _ = document.ParseForHost();
        UseSource(document, await UploadedSource.KeepAsync(blobs, upload.Path, cancellationToken));
        return await starter.StartAsync(client, document, UploadRuns.RunIdOf(upload), cancellationToken);
    }

    private async Task<string> ReadSpecAsync(string path, CancellationToken cancellationToken)
    {
        if (await blobs.FindAsync(path, cancellationToken) is { Length: > MaxSpecBytes })
        {
            throw new InvalidRunSpecException([
                new SpecError(path, 1, 1, "", "The spec is larger than 1 MiB.", "Keep data out of it; the uploaded file is its source."),
            ]);
        }

        return await RunBlobs.ReadTextAsync(blobs, path, cancellationToken);
    }

    private static void UseSource(RunSpecDocument document, string blobPath)
    {
        document.Remove("source.file");
        document.Remove("source.dataset");
        document.Set("source.blob", blobPath);
    }

    private async Task<UploadedRunStart> RefuseAsync(UploadedRun upload, InvalidRunSpecException wrong, CancellationToken cancellationToken)
    {
        var errorPath = UploadNames.ErrorOf(upload.Path);
        await RunBlobs.WriteAsync(
            blobs,
            errorPath,
            new
            {
                upload.Path,
                Spec = upload.SpecPath,
                wrong.Errors,
            },
            cancellationToken
        );
        var reason = string.Join(" ", wrong.Errors);
        LogRefused(logger, upload.Path, upload.SpecPath, reason, errorPath);
        return new UploadedRunStart(null, reason);
    }

    [LoggerMessage(5201, LogLevel.Information, "The run {Run} of the upload {Path} {Beginning}.")]
    private static partial void LogStarted(ILogger logger, string run, string path, string beginning);

    [LoggerMessage(
        5202,
        LogLevel.Error,
        "No run of the upload {Path}: its spec {Spec} is wrong. {Reason} Upload a mended spec; the errors are in {ErrorPath}."
    )]
    private static partial void LogRefused(ILogger logger, string path, string spec, string reason, string errorPath);
}
