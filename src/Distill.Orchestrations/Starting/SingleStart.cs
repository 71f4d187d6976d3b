// Not an orchestrator: it runs once, in whatever starts one.
#pragma warning disable RS0030
using global::DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Distill.Orchestrations.Starting;

/// <summary>Starts an orchestration of a given id, unless that was done before.</summary>
internal static class SingleStart
{
    /// <summary>Schedules it when there is no instance of the id, whatever its state.</summary>
    public static async Task OnceAsync(
        DurableTaskClient client,
        string orchestrator,
        string instanceId,
        object input,
        CancellationToken cancellationToken
    )
    {
        if (await client.GetInstanceAsync(instanceId, cancellationToken) is not null)
        {
            return;
        }

        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                orchestrator,
                input,
                new StartOrchestrationOptions(instanceId),
                cancellationToken
            );
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // Another starter was first: that is what was wanted. Its instance may not be visible yet.
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Older clients answer a taken id with the RpcException as it came.
            if (await client.GetInstanceAsync(instanceId, cancellationToken) is null)
            {
                throw;
            }
        }
    }
}
