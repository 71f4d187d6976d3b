using Distill.LocalHost.Engine.Instances;
using Microsoft.DurableTask;

namespace Distill.LocalHost.Engine.Execution;

/// <summary>The call of an orchestrator's function: its beginning and its end.</summary>
internal static class OrchestratorCall
{
    /// <summary>Calls the function of the context's name and version; what it throws at once becomes the task's failure.</summary>
    public static Task<object?> Start(EngineRegistry registry, EngineOrchestrationContext context)
    {
        try
        {
            return registry.Orchestrator(context.Name.Name, context.Version)(context);
        }
        catch (Exception e)
        {
            return Task.FromException<object?>(e);
        }
    }

    /// <summary>What a call that is over means for its execution.</summary>
    public static ExecutionOutcome OutcomeOf(Task<object?> ended, EngineOrchestrationContext context, DataConverter converter)
    {
        if (!ended.IsCompletedSuccessfully)
        {
            return ExecutionOutcome.Failed(ended.Exception?.InnerException ?? new TaskCanceledException(ended));
        }

        try
        {
#pragma warning disable VSTHRD002 // It is over.
            return context.NextExecution ?? new ExecutionOutcome(InstanceChange.Complete, converter.Serialize(ended.Result));
#pragma warning restore VSTHRD002
        }
        catch (Exception e)
        {
            // The result does not serialise: the orchestrator's failure too.
            return ExecutionOutcome.Failed(e);
        }
    }
}
