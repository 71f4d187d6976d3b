using Distill.LocalHost.Engine.History;
using Microsoft.Extensions.Logging;

namespace Distill.LocalHost.Engine.Dispatch;

/// <summary>Carries out what orchestrators decide for their own instance: activities and timers.</summary>
/// <param name="writer">Records what comes of it.</param>
/// <param name="activities">Runs activities.</param>
/// <param name="timers">Keeps timers.</param>
/// <param name="logger">Told of large payloads.</param>
/// <param name="payloadWarningLength">Characters from which a payload is large.</param>
internal sealed class StepDispatcher(
    EngineWriter writer,
    ActivityDispatcher activities,
    TimerQueue timers,
    ILogger logger,
    int payloadWarningLength
)
{
    public TimerQueue Timers => timers;

    /// <summary>Carries a step out. Children and events to others were carried out with their record.</summary>
    public void CarryOut(LiveInstance instance, int execution, HistoryEvent step)
    {
        if (step.Payload?.Length >= payloadWarningLength)
        {
            EngineLog.LargePayload(logger, step.Describe(), instance.Id, step.Payload.Length);
        }

        if (step.Kind == HistoryEventKind.TaskScheduled)
        {
            activities.Enqueue(instance, execution, step);
        }
        else if (step.Kind == HistoryEventKind.TimerCreated)
        {
            timers.Add(
                instance,
                execution,
                step.TaskId,
                step.FireAt,
                () => writer.Post(context => InstanceWrites.FireTimer(context, instance, execution, step.TaskId), urgent: true)
            );
        }
    }

    /// <summary>Waits for the start time of an instance.</summary>
    public void StartLater(LiveInstance instance) =>
        timers.Add(
            instance,
            instance.Execution,
            taskId: -1,
            instance.StartAt!.Value,
            () => writer.Post(context => InstanceWrites.StartScheduled(context, instance), urgent: true)
        );
}
