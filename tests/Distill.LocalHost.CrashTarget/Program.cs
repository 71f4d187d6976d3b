using Distill.LocalHost.CrashTarget;
using Distill.LocalHost.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

// Runs the stepping orchestration of StepsOrchestration on DATABASE until it ends, and prints its result; or kills itself
// KILL_AFTER steps and SPINS idle loops from now.
// Usage: DATABASE SIDE_LOG STEPS [KILL_AFTER SPINS]
var database = args[0];
using StepLog log = new(args[1]);
var steps = int.Parse(args[2]);
var kill = args.Length > 3 ? new SelfKill(int.Parse(args[3]), int.Parse(args[4])) : null;

var registry = StepsOrchestration.Register(
    new EngineRegistry(),
    step =>
    {
        log.Append(step);
        kill?.Step();
    }
);
await using var engine = await DurableEngine.OpenAsync(new DurableEngineOptions { DatabasePath = database }, registry);
await engine.StartAsync();
if (await engine.Client.GetInstanceAsync(StepsOrchestration.InstanceId) is null)
{
    await engine.Client.ScheduleNewOrchestrationInstanceAsync(
        StepsOrchestration.Name,
        steps,
        new StartOrchestrationOptions(StepsOrchestration.InstanceId)
    );
}

if (kill is not null)
{
    // On a busy machine the killer may get its turn late, even after the end: the kill comes all the same.
    await Task.Delay(Timeout.Infinite);
}

var end = await engine.Client.WaitForInstanceCompletionAsync(StepsOrchestration.InstanceId, getInputsAndOutputs: true);
Console.WriteLine(end.SerializedOutput);
return end.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? 0 : 1;
