using Microsoft.Extensions.Logging;

namespace Distill.LocalHost.Engine;

/// <summary>The engine's messages. Event ids are stable.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(2001, LogLevel.Information, "Durable engine opened {Path}: {Unfinished} unfinished instances.")]
    public static partial void Opened(ILogger logger, string path, int unfinished);

    [LoggerMessage(2002, LogLevel.Information, "Durable engine stopped.")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(2003, LogLevel.Critical, "Durable engine failed and stopped; start it again when the cause is mended.")]
    public static partial void Faulted(ILogger logger, Exception cause);

    [LoggerMessage(2004, LogLevel.Warning, "Activity {Name} of {InstanceId} (step {TaskId}) failed.")]
    public static partial void ActivityFailed(ILogger logger, Exception cause, string name, string instanceId, int taskId);

    [LoggerMessage(
        2005,
        LogLevel.Warning,
        "{Count} activities did not end in their grace and are abandoned; they run again after the next start."
    )]
    public static partial void ActivitiesAbandoned(ILogger logger, int count);

    [LoggerMessage(2006, LogLevel.Warning, "The {What} of {InstanceId} has {Length} characters; pass a reference to a blob instead.")]
    public static partial void LargePayload(ILogger logger, string what, string instanceId, int length);

    [LoggerMessage(2007, LogLevel.Warning, "Orchestration {Name} {InstanceId} failed: {Failure}")]
    public static partial void OrchestrationFailed(ILogger logger, string name, string instanceId, string failure);

    [LoggerMessage(2008, LogLevel.Debug, "Orchestration {InstanceId} was taken up by replaying its history.")]
    public static partial void Replayed(ILogger logger, string instanceId);
}
