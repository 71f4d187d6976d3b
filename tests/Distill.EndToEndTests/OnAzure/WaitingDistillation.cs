using Distill.Orchestrations.Distilling;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Distill.EndToEndTests.OnAzure;

/// <summary>An orchestration in the place of the real one, which never ends by itself.</summary>
public static class WaitingDistillation
{
    [Function(nameof(Distillation))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => context.WaitForExternalEvent<string>("never");
}
