using Distill.Core.Runs;
using Distill.Orchestrations.Starting;
using Microsoft.DurableTask.Client;

namespace Distill.Orchestrations.Tests.Starting;

public sealed class RunReconcilerTests
{
    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Completed, RunStatus.Running, RunStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Failed, RunStatus.Running, RunStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, RunStatus.Running, RunStatus.Cancelled)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, RunStatus.Running, RunStatus.Suspended)]
    [InlineData(OrchestrationRuntimeStatus.Running, RunStatus.Suspended, RunStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Running, RunStatus.Running, RunStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Pending, RunStatus.Pending, RunStatus.Pending)]
    public void StatusOf_OrchestrationAndRecord_AgreeAfterwards(
        OrchestrationRuntimeStatus instance,
        RunStatus record,
        RunStatus expected
    ) =>
        RunReconciler
            .StatusOf(new OrchestrationMetadata("Distillation", "r1") { RuntimeStatus = instance }, Some.Run() with { Status = record })
            .Status.ShouldBe(expected);
}
