using Distill.Orchestrations.Distilling;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Uploads;

/// <summary>Imports an uploaded file into a dataset.</summary>
public static class UploadImport
{
    /// <summary>The orchestrator.</summary>
    [Function(nameof(UploadImport))]
    public static Task<ImportResult> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var upload = context.GetInput<UploadReference>() ?? throw new InvalidOperationException($"{nameof(UploadImport)} needs an upload.");
        return context.CallActivityAsync<ImportResult>(ActivityNames.ImportUploadedFile, upload, Retries.Transient);
    }
}
