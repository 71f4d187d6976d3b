using Distill.Api.Feedback;
using Distill.Orchestrations.Uploads;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Distill.Functions;

/// <summary>
/// Takes up each file that is put under <c>uploads/{pipeline}/</c>: with a run spec beside it as the source of a run, else as the next version of the dataset
/// <c>{pipeline}</c>. Files under <c>uploads/feedback/</c> are events of users.
/// </summary>
/// <param name="starter">Finds out which, and starts it.</param>
/// <param name="feedback">Takes events.</param>
/// <param name="logger">Where it says what it started.</param>
public sealed partial class ImportUpload(UploadStarter starter, FeedbackUploads feedback, ILogger<ImportUpload> logger)
{
    // Event Grid is the only source that every hosting plan has, Flex Consumption included.
    /// <summary>Starts it. The version of the file names it: however often the trigger fires, it runs once.</summary>
    [Function(nameof(ImportUpload))]
    public async Task RunAsync(
        [BlobTrigger("uploads/{pipeline}/{name}", Source = BlobTriggerSource.EventGrid, Connection = "AzureWebJobsStorage")] Stream content,
        string pipeline,
        string name,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        if (pipeline == FeedbackUploads.Pipeline)
        {
            if (await feedback.ImportAsync(name, cancellationToken) is { } import)
            {
                LogFeedback(logger, name, import.Accepted, import.Known, import.Rejected);
            }

            return;
        }

        foreach (var (path, instance) in await starter.StartAsync(client, pipeline, name, cancellationToken))
        {
            LogStarted(logger, path, instance);
        }
    }

    [LoggerMessage(5101, LogLevel.Information, "The upload {Path} is taken up by the orchestration {Instance}.")]
    private static partial void LogStarted(ILogger logger, string path, string instance);

    [LoggerMessage(
        5102,
        LogLevel.Information,
        "The feedback of {Name} is taken: {Accepted} new events, {Known} known, {Rejected} rejected."
    )]
    private static partial void LogFeedback(ILogger logger, string name, long accepted, long known, long rejected);
}
