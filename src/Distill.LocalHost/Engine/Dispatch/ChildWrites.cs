using Distill.LocalHost.Engine.Execution;
using Distill.LocalHost.Engine.History;
using Distill.LocalHost.Engine.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using CoreExceptions = global::DurableTask.Core.Exceptions;

namespace Distill.LocalHost.Engine.Dispatch;

/// <summary>What passes between parents and children, as writes. For the writer's thread only.</summary>
internal static class ChildWrites
{
    /// <summary>Creates the child that a step asks for; an ended instance of its id makes room, an unfinished one fails the step.</summary>
    public static void Create(WriteContext context, LiveInstance parent, HistoryEvent step)
    {
        var id = step.Target!;
        if (context.Live(id) is { } other)
        {
            var message = $"Sub-orchestration '{id}' exists and is {other.Status}; an id can be used again when its instance has ended.";
            var failure = FailureText.Write(
                TaskFailureDetails.FromException(new CoreExceptions.OrchestrationAlreadyExistsException(message))
            );
            context.Deliver(parent, new HistoryEvent(0, HistoryEventKind.SubOrchestrationFailed, step.TaskId, default, Payload: failure));
            return;
        }

        if (context.Sql.Find(id) is { } ended)
        {
            context.Sql.Delete(ended.Key);
        }

        var now = context.Now;
        InstanceWrites.Create(
            context,
            new InstanceRow
            {
                Id = id,
                Name = step.Name!,
                Version = step.Version ?? "",
                Input = step.Payload,
                CreatedAt = now,
                UpdatedAt = now,
                Parent = new ParentLink(parent.Key, parent.Id, parent.Name, parent.Execution, step.TaskId),
            }
        );
    }

    /// <summary>Answers the parent's step when a child has ended, unless the parent has moved on.</summary>
    public static void AnswerParent(WriteContext context, LiveInstance child, string? output, string? failure)
    {
        if (child.Parent is { } link && context.Live(link.Id) is { } parent && parent.Key == link.Key && parent.Execution == link.Execution)
        {
            context.Deliver(parent, Answer(child, link.TaskId, output, failure));
        }
    }

    private static HistoryEvent Answer(LiveInstance child, int taskId, string? output, string? failure)
    {
        if (child.Status == OrchestrationRuntimeStatus.Completed)
        {
            return new HistoryEvent(0, HistoryEventKind.SubOrchestrationCompleted, taskId, default, Payload: output);
        }

        var why =
            failure
            ?? FailureText.Write(
                TaskFailureDetails.FromException(
                    new OperationCanceledException($"Sub-orchestration '{child.Name}' ({child.Id}) was terminated.")
                )
            );
        return new HistoryEvent(0, HistoryEventKind.SubOrchestrationFailed, taskId, default, Payload: why);
    }
}
