using Microsoft.DurableTask.Abstractions;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>
/// What an orchestrator may use: it schedules durable steps, waits for them and reads facts that replay the same way every time.
/// Members are called from the orchestrator's own code only, on its logical thread.
/// </summary>
public abstract partial class TaskOrchestrationContext
{
    /// <summary>Name of the orchestrator.</summary>
    public abstract TaskName Name { get; }

    /// <summary>Id of this instance.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The instance that started this one, or null for a top-level instance.</summary>
    public abstract ParentOrchestrationInstance? Parent { get; }

    /// <summary>Time of the event that is being handled (UTC); the same value in every replay.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>True while the orchestrator runs over events that it has already handled before.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>Version given when the instance was scheduled; empty when none.</summary>
    public virtual string Version => string.Empty;

    /// <summary>Settings that the host attaches to the orchestration.</summary>
    public virtual IReadOnlyDictionary<string, object?> Properties { get; } = new Dictionary<string, object?>();

    /// <summary>A factory whose loggers are silent during replay.</summary>
    public virtual ILoggerFactory ReplaySafeLoggerFactory => field ??= new ReplaySafeFactory(this);

    /// <summary>The host's logger factory.</summary>
    protected abstract ILoggerFactory LoggerFactory { get; }

    /// <summary>The deserialised input of the instance.</summary>
    /// <typeparam name="T">Type to read it as.</typeparam>
    /// <returns>The input, or null (default) when none was given.</returns>
    public abstract T? GetInput<T>();

    /// <summary>Runs an activity and waits for its end.</summary>
    /// <param name="name">Name of the activity.</param>
    /// <param name="input">Serialisable input.</param>
    /// <param name="options">Retry and version.</param>
    /// <exception cref="TaskFailedException">The activity failed.</exception>
    public virtual Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null) =>
        CallActivityAsync<object>(name, input, options);

    /// <summary>Runs an activity that takes no input and waits for its end.</summary>
    /// <param name="name">Name of the activity.</param>
    /// <param name="options">Retry and version.</param>
    /// <exception cref="TaskFailedException">The activity failed.</exception>
    public virtual Task CallActivityAsync(TaskName name, TaskOptions options) => CallActivityAsync(name, null, options);

    /// <summary>Runs an activity that takes no input and waits for its result.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="name">Name of the activity.</param>
    /// <param name="options">Retry and version.</param>
    /// <exception cref="TaskFailedException">The activity failed.</exception>
    public virtual Task<TResult> CallActivityAsync<TResult>(TaskName name, TaskOptions options) =>
        CallActivityAsync<TResult>(name, null, options);

    /// <summary>Runs an activity and waits for its result. An activity runs at least once: it must bear a repetition.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="name">Name of the activity.</param>
    /// <param name="input">Serialisable input.</param>
    /// <param name="options">Retry and version.</param>
    /// <exception cref="TaskFailedException">The activity failed.</exception>
    public abstract Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null);

    /// <summary>Waits durably for a time span.</summary>
    /// <param name="delay">How long from <see cref="CurrentUtcDateTime"/>.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken) =>
        CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);

    /// <summary>Waits durably until a point in time.</summary>
    /// <param name="fireAt">When; local times are converted to UTC.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>Waits for an event that a client or another orchestration raises. Events that came before the wait are kept.</summary>
    /// <typeparam name="T">Type of the payload.</typeparam>
    /// <param name="eventName">Name of the event, case-insensitive.</param>
    /// <param name="cancellationToken">Gives the wait up.</param>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>Waits for an event, at most for a time span.</summary>
    /// <typeparam name="T">Type of the payload.</typeparam>
    /// <param name="eventName">Name of the event, case-insensitive.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <exception cref="TaskCanceledException">The time is up.</exception>
    public Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout) =>
        WaitForExternalEvent<T>(eventName, timeout, CancellationToken.None);

    /// <summary>Waits for an event, at most for a time span.</summary>
    /// <typeparam name="T">Type of the payload.</typeparam>
    /// <param name="eventName">Name of the event, case-insensitive.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Gives the wait up.</param>
    /// <exception cref="TaskCanceledException">The time is up, or the token was cancelled.</exception>
    public async Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timerLife = new();
        using var eventLife = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timer = CreateTimer(timeout, timerLife.Token);
        var awaited = WaitForExternalEvent<T>(eventName, eventLife.Token);
        var first = await Task.WhenAny(timer, awaited);

#pragma warning disable VSTHRD103 // Cancelled in place: the continuations belong to the orchestrator's logical thread.
        (first == awaited ? timerLife : eventLife).Cancel();
#pragma warning restore VSTHRD103
        return await awaited;
    }

    /// <summary>Sends an event to another instance without waiting.</summary>
    /// <param name="instanceId">The receiver.</param>
    /// <param name="eventName">Name of the event.</param>
    /// <param name="payload">Serialisable payload.</param>
    public abstract void SendEvent(string instanceId, string eventName, object payload);

    /// <summary>Sets the status that queries show while the instance runs.</summary>
    /// <param name="customStatus">Serialisable value, or null to clear it.</param>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>Runs another orchestration as a child and waits for its result.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="orchestratorName">Name of the orchestrator.</param>
    /// <param name="input">Serialisable input.</param>
    /// <param name="options">Retry and version; <see cref="SubOrchestrationOptions"/> also gives the child's id.</param>
    /// <exception cref="TaskFailedException">The child failed.</exception>
    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName,
        object? input = null,
        TaskOptions? options = null
    );

    /// <summary>Runs another orchestration, without input, as a child and waits for its result.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="orchestratorName">Name of the orchestrator.</param>
    /// <param name="options">Retry, version and child's id.</param>
    /// <exception cref="TaskFailedException">The child failed.</exception>
    public virtual Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync<TResult>(orchestratorName, null, options);

    /// <summary>Runs another orchestration, without input, as a child and waits for its end.</summary>
    /// <param name="orchestratorName">Name of the orchestrator.</param>
    /// <param name="options">Retry, version and child's id.</param>
    /// <exception cref="TaskFailedException">The child failed.</exception>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync(orchestratorName, null, options);

    /// <summary>Runs another orchestration as a child and waits for its end.</summary>
    /// <param name="orchestratorName">Name of the orchestrator.</param>
    /// <param name="input">Serialisable input.</param>
    /// <param name="options">Retry, version and child's id.</param>
    /// <exception cref="TaskFailedException">The child failed.</exception>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        CallSubOrchestratorAsync<object>(orchestratorName, input, options);

    /// <summary>Ends this execution and starts the instance anew with an empty history.</summary>
    /// <param name="newInput">Input of the next execution.</param>
    /// <param name="preserveUnprocessedEvents">True to hand events that nobody waited for to the next execution.</param>
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    /// <summary>Ends this execution and starts the instance anew with an empty history.</summary>
    /// <param name="options">Input, events and version of the next execution.</param>
    public virtual void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ContinueAsNew(options.NewInput, options.PreserveUnprocessedEvents);
    }

    /// <summary>A unique id that is the same in every replay.</summary>
    public abstract Guid NewGuid();

    /// <summary>Compares this instance's version with another one.</summary>
    /// <param name="version">The other version.</param>
    /// <returns>Negative, zero or positive, as this version is older, equal or newer.</returns>
    public virtual int CompareVersionTo(string version) => TaskOrchestrationVersioningUtils.CompareVersions(Version, version);
}
