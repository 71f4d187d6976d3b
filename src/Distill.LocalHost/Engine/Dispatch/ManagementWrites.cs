using Distill.LocalHost.Engine.History;
using Distill.LocalHost.Engine.Instances;
using Distill.LocalHost.Engine.Storage;
using Microsoft.DurableTask.Client;
using CoreExceptions = global::DurableTask.Core.Exceptions;

namespace Distill.LocalHost.Engine.Dispatch;

/// <summary>What clients ask for, as writes. For the writer's thread only. A refusal throws before anything is written.</summary>
internal static class ManagementWrites
{
    /// <summary>Starts an instance; one of the same id is replaced unless its status forbids it.</summary>
    /// <param name="context">The transaction.</param>
    /// <param name="row">The new instance.</param>
    /// <param name="forbidding">Statuses in which an existing instance of the id forbids the start.</param>
    /// <exception cref="CoreExceptions.OrchestrationAlreadyExistsException">One of them holds.</exception>
    public static string Start(WriteContext context, InstanceRow row, IReadOnlyCollection<OrchestrationRuntimeStatus> forbidding)
    {
        var existing = context.Sql.Find(row.Id);
        var status = context.Live(row.Id)?.Status ?? existing?.Status;
        if (status is { } held && forbidding.Contains(held))
        {
            throw new CoreExceptions.OrchestrationAlreadyExistsException(
                $"An instance '{row.Id}' exists and is {held}. Give another id, or wait for its end, terminate it or purge it."
            );
        }

        if (existing is not null)
        {
            Replace(context, existing);
        }

        InstanceWrites.Create(context, row);
        return row.Id;
    }

    /// <summary>Runs an instance again from its first input.</summary>
    /// <param name="context">The transaction.</param>
    /// <param name="id">The instance.</param>
    /// <param name="newId">Id of the new run; null to replace the instance.</param>
    /// <exception cref="ArgumentException">There is no such instance.</exception>
    public static string Restart(WriteContext context, string id, string? newId)
    {
        var original = context.Sql.Find(id) ?? throw new ArgumentException($"There is no instance '{id}' to restart.", nameof(id));
        var now = context.Now;
        InstanceRow again = new()
        {
            Id = newId ?? id,
            Name = original.Name,
            Version = original.Version,
            Input = original.Input,
            Tags = original.Tags,
            CreatedAt = now,
            UpdatedAt = now,
        };
        return Start(context, again, forbidding: []);
    }

    /// <summary>Raises an event; no instance, no effect.</summary>
    public static bool Raise(WriteContext context, string id, string name, string? payload)
    {
        if (context.Live(id) is not { } instance)
        {
            return false;
        }

        context.Deliver(instance, InstanceWrites.Raised(name, payload));
        return true;
    }

    /// <summary>Ends an instance from outside.</summary>
    /// <returns>How many instances ended.</returns>
    public static int Terminate(WriteContext context, string id, string? output, bool recursive)
    {
        if (context.Live(id) is not { } instance)
        {
            return recursive && context.Sql.Find(id) is { } ended ? TerminateChildren(context, ended.Key, output) : 0;
        }

        // Children first: the parent's history then ends with their answers, as it would in time.
        var children = recursive ? TerminateChildren(context, instance.Key, output) : 0;
        HistoryEvent last = new(0, HistoryEventKind.ExecutionTerminated, -1, default, Payload: output);
        InstanceWrites.Finish(context, instance, OrchestrationRuntimeStatus.Terminated, last, output, failure: null);
        return children + 1;
    }

    /// <summary>Suspends or resumes an instance; one that is not in the right status ignores it.</summary>
    public static bool Hold(WriteContext context, string id, InstanceChange change, string? reason)
    {
        if (context.Live(id) is not { } instance || InstanceStatusMachine.Next(instance.Status, change) is not { } status)
        {
            return false;
        }

        var kind = change == InstanceChange.Suspend ? HistoryEventKind.ExecutionSuspended : HistoryEventKind.ExecutionResumed;
        instance.Status = status;
        context.Sql.Progress(instance.Key, status, context.Now);
        context.Deliver(instance, new HistoryEvent(0, kind, -1, default, Payload: reason));
        context.Notify(id);
        return true;
    }

    /// <summary>Deletes an instance that has ended.</summary>
    /// <returns>How many instances were deleted.</returns>
    public static int Purge(WriteContext context, string id, bool recursive) =>
        context.Live(id) is null && context.Sql.Find(id) is { } row ? Purge(context, row, recursive) : 0;

    private static int Purge(WriteContext context, InstanceRow row, bool recursive)
    {
        var count = 1;
        if (recursive)
        {
            foreach (var child in context.Sql.Children(row.Key))
            {
                count += Purge(context, child.Id, recursive: true);
            }
        }

        context.Sql.Delete(row.Key);
        return count;
    }

    private static int TerminateChildren(WriteContext context, long parent, string? output) =>
        context.Sql.Children(parent).Sum(child => Terminate(context, child.Id, output, recursive: true));

    private static void Replace(WriteContext context, InstanceRow existing)
    {
        Terminate(context, existing.Id, output: null, recursive: false);
        context.Sql.Delete(existing.Key);
    }
}
