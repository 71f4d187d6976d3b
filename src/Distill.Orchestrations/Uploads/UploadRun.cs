using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Uploads;

/// <summary>Starts the run of an uploaded file that has a spec.</summary>
public static class UploadRun
{
    /// <summary>The orchestrator. It ends when the run is started; the run is an orchestration of its own.</summary>
    [Function(nameof(UploadRun))]
    public static Task<UploadedRunStart> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var upload = context.GetInput<UploadedRun>() ?? throw new InvalidOperationException($"{nameof(UploadRun)} needs an upload.");
        return context.CallActivityAsync<UploadedRunStart>(ActivityNames.StartUploadedRun, upload, Retries.Transient);
    }
}
