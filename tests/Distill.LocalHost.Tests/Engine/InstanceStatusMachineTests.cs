using Distill.LocalHost.Engine.Instances;
using Microsoft.DurableTask.Client;
using static Distill.LocalHost.Engine.Instances.InstanceChange;
using static Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;

namespace Distill.LocalHost.Tests.Engine;

public sealed class InstanceStatusMachineTests
{
    [Theory]
    [InlineData(Pending, Start, Running)]
    [InlineData(Running, Start, null)]
    [InlineData(Suspended, Start, null)]
    [InlineData(Pending, Suspend, Suspended)]
    [InlineData(Running, Suspend, Suspended)]
    [InlineData(Suspended, Suspend, null)]
    [InlineData(Suspended, Resume, Running)]
    [InlineData(Running, Resume, null)]
    [InlineData(Pending, Resume, null)]
    [InlineData(Pending, Terminate, Terminated)]
    [InlineData(Suspended, Terminate, Terminated)]
    [InlineData(Pending, Complete, Completed)]
    [InlineData(Running, Complete, Completed)]
    [InlineData(Suspended, Fail, Failed)]
    [InlineData(Running, ContinueAsNew, Running)]
    [InlineData(Suspended, ContinueAsNew, Suspended)]
    public void Next_UnfinishedStatus_FollowsTheTable(
        OrchestrationRuntimeStatus status,
        InstanceChange change,
        OrchestrationRuntimeStatus? expected
    ) => InstanceStatusMachine.Next(status, change).ShouldBe(expected);

    [Fact]
    public void Next_EndedStatus_IgnoresEveryChange()
    {
        foreach (var ended in new[] { Completed, Failed, Terminated })
        {
            Enum.GetValues<InstanceChange>().ShouldAllBe(change => InstanceStatusMachine.Next(ended, change) == null);
        }
    }
}
