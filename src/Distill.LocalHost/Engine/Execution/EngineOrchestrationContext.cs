using System.Globalization;
using Distill.LocalHost.Engine.History;
using Distill.LocalHost.Engine.Instances;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Distill.LocalHost.Engine.Execution;

/// <summary>The orchestrator's view of its execution.</summary>
internal sealed class EngineOrchestrationContext(OrchestrationExecutor executor, ExecutionSettings settings) : TaskOrchestrationContext
{
    private ContinueAsNewOptions? _continueAsNew;
    private int _guids;

    public override TaskName Name => executor.Started!.Name!;

    public override string InstanceId => executor.Identity.InstanceId;

    public override ParentOrchestrationInstance? Parent => executor.Identity.Parent;

    public override DateTime CurrentUtcDateTime => executor.Now;

    public override bool IsReplaying => executor.IsReplaying;

    public override string Version => executor.Started!.Version ?? string.Empty;

    /// <summary>The next execution when the orchestrator asked for one; read once, after its end.</summary>
    internal ExecutionOutcome? NextExecution =>
        _continueAsNew is { } next
            ? new ExecutionOutcome(
                InstanceChange.ContinueAsNew,
                settings.Converter.Serialize(next.NewInput),
                NewVersion: string.IsNullOrWhiteSpace(next.NewVersion) ? null : next.NewVersion,
                Unprocessed: next.PreserveUnprocessedEvents ? executor.Events.Unprocessed : []
            )
            : null;

    protected override ILoggerFactory LoggerFactory => settings.LoggerFactory;

    public override T? GetInput<T>()
        where T : default => settings.Converter.Deserialize<T>(executor.Started!.Payload);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        RequireNoMistakenOptions(input, options);
        var version = options?.Version is { } given ? given.Version : Version;
        return StepRetry.RunAsync(
            this,
            options?.Retry,
            isActivity: true,
            () => Call<TResult>(HistoryEventKind.TaskScheduled, name, input, null, version)
        );
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName,
        object? input = null,
        TaskOptions? options = null
    )
    {
        RequireNoMistakenOptions(input, options);
        var version = options?.Version is { } given ? given.Version : string.Empty;
        var child = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        return StepRetry.RunAsync(
            this,
            options?.Retry,
            isActivity: false,
            () => Call<TResult>(HistoryEventKind.SubOrchestrationCreated, orchestratorName, input, child, version)
        );
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        var due = fireAt.ToUniversalTime();
        (var step, var answer) = executor.Take(
            new HistoryEvent(0, HistoryEventKind.TimerCreated, -1, default, Target: HistoryEvent.FireTime(due)),
            awaited: true
        );
        if (cancellationToken.CanBeCanceled)
        {
            cancellationToken.Register(() => executor.GiveUpTimer(step.TaskId, cancellationToken), useSynchronizationContext: false);
        }

        return answer;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        executor.RequireLogicalThread();
        return executor.Events.WaitAsync<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        HistoryEvent step = new(
            0,
            HistoryEventKind.EventSent,
            -1,
            default,
            eventName,
            settings.Converter.Serialize(payload),
            Target: instanceId
        );
        executor.Take(step, awaited: false);
    }

    public override void SetCustomStatus(object? customStatus) => executor.SetCustomStatus(settings.Converter.Serialize(customStatus));

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new ContinueAsNewOptions { NewInput = newInput, PreserveUnprocessedEvents = preserveUnprocessedEvents });

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        executor.RequireLogicalThread();
        _continueAsNew = options;
    }

    public override Guid NewGuid()
    {
        executor.RequireLogicalThread();
        // The start time tells apart two lives of one instance id, the number two executions of one life.
        var start = executor.Started!.At.Ticks.ToString(CultureInfo.InvariantCulture);
        return DeterministicGuid.Create($"{InstanceId}\n{start}\n{executor.Identity.Execution}\n{_guids++}");
    }

    private async Task<TResult> Call<TResult>(HistoryEventKind kind, TaskName name, object? input, string? target, string version)
    {
        ArgumentException.ThrowIfNullOrEmpty(name.Name, nameof(name));
        HistoryEvent step = new(
            0,
            kind,
            -1,
            default,
            name.Name,
            settings.Converter.Serialize(input),
            target,
            version.Length == 0 ? null : version
        );
        var payload = await executor.Take(step, awaited: true).Answer;
        return settings.Converter.Deserialize<TResult>(payload)!;
    }

    private static void RequireNoMistakenOptions(object? input, TaskOptions? options)
    {
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException($"{nameof(TaskOptions)} were given as the input; name the argument: options: …", nameof(input));
        }
    }
}
