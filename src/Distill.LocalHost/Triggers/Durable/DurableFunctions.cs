using Distill.LocalHost.Engine;
using Distill.LocalHost.Triggers.Discovery;
using Distill.LocalHost.Triggers.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.LocalHost.Triggers.Durable;

/// <summary>Gives the orchestrators and activities of the app to the embedded engine.</summary>
internal static class DurableFunctions
{
    /// <summary>A registry of all of them.</summary>
    public static EngineRegistry Register(FunctionCatalog catalog, IServiceScopeFactory scopes)
    {
        var registry = new EngineRegistry();
        foreach (var (function, trigger) in catalog.Of<OrchestrationTriggerAttribute>())
        {
            var invoker = new FunctionInvoker(function, scopes);
            registry.AddOrchestrator(trigger.Orchestration ?? function.Name, context => RunOrchestratorAsync(invoker, context));
        }

        foreach (var (function, trigger) in catalog.Of<ActivityTriggerAttribute>())
        {
            var invoker = new FunctionInvoker(function, scopes);
            registry.AddActivity(trigger.Activity ?? function.Name, invocation => RunActivityAsync(invoker, invocation));
        }

        return registry;
    }

    private static Task<object?> RunOrchestratorAsync(FunctionInvoker invoker, TaskOrchestrationContext context)
    {
        var call = new FunctionCall { TriggerValue = context, ReadInput = type => InputReader.For(type)(context) };
        return invoker.InvokeAsync(call, CancellationToken.None);
    }

    private static Task<object?> RunActivityAsync(FunctionInvoker invoker, ActivityInvocation invocation)
    {
        var type = invoker.Function.TriggerParameter.ParameterType;
        var call = new FunctionCall
        {
            TriggerValue = type == typeof(FunctionContext) ? null : invocation.GetInput(type),
            Data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = invocation.Context.InstanceId },
            Services = invocation.Services,
        };
        return invoker.InvokeAsync(call, invocation.CancellationToken);
    }
}
