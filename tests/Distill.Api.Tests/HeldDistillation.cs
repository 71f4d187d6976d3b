using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Distill.Api.Tests;

/// <summary>Stands where the distillation is: a run that shows progress and then waits until it is told to go on. Nothing is paid.</summary>
public static class HeldDistillation
{
    [Function("Distillation")]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus(new { stage = "teacher", doneShards = 3 });
        await context.WaitForExternalEvent<string>("go");
    }
}
