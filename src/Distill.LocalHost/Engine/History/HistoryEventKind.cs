namespace Distill.LocalHost.Engine.History;

/// <summary>What a history row records. The numbers are stored: never change one.</summary>
public enum HistoryEventKind
{
    /// <summary>The execution started. Name: orchestrator; payload: input.</summary>
    ExecutionStarted = 1,

    /// <summary>An activity ended well. Payload: result.</summary>
    TaskCompleted = 2,

    /// <summary>An activity failed. Payload: failure details.</summary>
    TaskFailed = 3,

    /// <summary>A timer fired.</summary>
    TimerFired = 4,

    /// <summary>A child orchestration ended well. Payload: result.</summary>
    SubOrchestrationCompleted = 5,

    /// <summary>A child orchestration failed or was terminated. Payload: failure details.</summary>
    SubOrchestrationFailed = 6,

    /// <summary>An event was raised. Name: event; payload: its data.</summary>
    EventRaised = 7,

    /// <summary>The instance was suspended. Payload: reason.</summary>
    ExecutionSuspended = 8,

    /// <summary>The instance was resumed. Payload: reason.</summary>
    ExecutionResumed = 9,

    /// <summary>Step: an activity was scheduled. Name: activity; payload: input.</summary>
    TaskScheduled = 20,

    /// <summary>Step: a timer was created. Target: when it fires.</summary>
    TimerCreated = 21,

    /// <summary>Step: a child orchestration was created. Name: orchestrator; payload: input; target: child's instance id.</summary>
    SubOrchestrationCreated = 22,

    /// <summary>Step: an event was sent. Name: event; payload: its data; target: receiver's instance id.</summary>
    EventSent = 23,

    /// <summary>The execution ended well. Payload: result.</summary>
    ExecutionCompleted = 30,

    /// <summary>The execution failed. Payload: failure details.</summary>
    ExecutionFailed = 31,

    /// <summary>The execution was ended from outside. Payload: result given by who ended it.</summary>
    ExecutionTerminated = 32,
}
