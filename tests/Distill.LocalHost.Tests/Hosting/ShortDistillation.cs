using Distill.Orchestrations.Distilling;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Distill.LocalHost.Tests.Hosting;

/// <summary>An orchestration in the place of the real one, which ends at once.</summary>
public static class ShortDistillation
{
    [Function(nameof(Distillation))]
    public static string Run([OrchestrationTrigger] TaskOrchestrationContext context) => context.InstanceId;
}
