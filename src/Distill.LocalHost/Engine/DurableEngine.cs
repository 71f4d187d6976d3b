using System.Collections.Concurrent;
using Distill.LocalHost.Engine.Client;
using Distill.LocalHost.Engine.Dispatch;
using Distill.LocalHost.Engine.Execution;
using Distill.LocalHost.Engine.History;
using Distill.LocalHost.Engine.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Distill.LocalHost.Engine;

/// <summary>
/// A durable task backend in one process on one SQLite file: orchestrators and activities written against Microsoft.DurableTask run on it
/// unchanged and go on after a crash where they were. Thread-safe. See docs/durable-engine.md.
/// </summary>
public sealed class DurableEngine : IAsyncDisposable
{
    /// <summary>How often idle orchestrations are looked over for eviction.</summary>
    private static readonly TimeSpan TrimPeriod = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, LiveInstance> _live = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly InstanceWatch _watch = new();
    private readonly DurableEngineOptions _options;
    private readonly ILogger _logger;
    private readonly EngineDatabase _database;
    private readonly EngineStatements _statements;
    private readonly EngineReader _reader;
    private readonly InstanceRunner _runner;
    private readonly TimerQueue _timers;
    private readonly EngineWriter _writer;
    private readonly ActivityDispatcher _activities;
    private readonly ITimer _trimmer;
    private int _state;

    private DurableEngine(DurableEngineOptions options, EngineRegistry registry, EngineDatabase database)
    {
        _options = options;
        _database = database;
        _logger = options.LoggerFactory.CreateLogger<DurableEngine>();
        _reader = new EngineReader(database);
        _statements = new EngineStatements(database.Writer);
        _timers = new TimerQueue(options.TimeProvider);
        ExecutionSettings settings = new(registry, options.DataConverter, options.LoggerFactory);
        _runner = new InstanceRunner(settings, _reader, _logger) { OnFault = Fault };
        WriteContext context = new(_statements, _live, _runner, _watch, options.TimeProvider);
        _writer = new EngineWriter(context, Fault);
        _activities = new ActivityDispatcher(options, registry, _writer, _logger);
        _runner.Writer = _writer;
        _runner.Steps = new StepDispatcher(_writer, _activities, _timers, _logger, options.PayloadWarningLength);
        _trimmer = options.TimeProvider.CreateTimer(_ => Trim(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Client = new EngineClient(options, _writer, _reader, _watch, _logger);
    }

    private enum State
    {
        Open,
        Started,
        Stopped,
    }

    /// <summary>Starts, watches and manages instances. Usable between open and stop.</summary>
    public DurableTaskClient Client { get; }

    /// <summary>
    /// Ends when the engine has stopped; fails when it stopped because its file could not be read or written any more (a full disk, for
    /// example). Nothing recorded is lost then: a new start goes on from the file.
    /// </summary>
    public Task Completion => _completion.Task;

    /// <summary>Executions in memory at this moment.</summary>
    public int InstancesInMemory => _live.Values.Count(instance => instance.Executor is not null);

    /// <summary>Opens the file, creating it when missing, and takes its lock. Nothing runs before <see cref="StartAsync"/>.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="registry">What can run.</param>
    /// <param name="cancellation">Cancels the opening.</param>
    /// <exception cref="EngineInUseException">Another engine, here or in another process, has the file open.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">A setting is outside its limits.</exception>
    public static Task<DurableEngine> OpenAsync(
        DurableEngineOptions options,
        EngineRegistry registry,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(registry);
        options.Validate();
        return Task.Run(
            async () =>
            {
                DurableEngine engine = new(options, registry, EngineDatabase.Open(options.DatabasePath));
                try
                {
                    engine.FindUnfinished();
                    return engine;
                }
                catch
                {
                    await engine.DisposeAsync();
                    throw;
                }
            },
            cancellation
        );
    }

    /// <summary>Takes up every unfinished instance and begins to work.</summary>
    /// <param name="cancellation">Cancels the start.</param>
    /// <exception cref="InvalidOperationException">The engine was started before.</exception>
    public Task StartAsync(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Interlocked.CompareExchange(ref _state, (int)State.Started, (int)State.Open) != (int)State.Open)
        {
            throw new InvalidOperationException("A durable engine starts once; open a new one to start again.");
        }

        _activities.Start();
        _runner.IsRunning = true;
        foreach (var instance in _live.Values)
        {
            instance.Schedule();
        }

        _trimmer.Change(TrimPeriod, TrimPeriod);
        return Task.CompletedTask;
    }

    /// <summary>Stops: no new step starts, running activities get their grace, everything decided is written.</summary>
    /// <param name="cancellation">Cuts the grace short.</param>
    public async Task StopAsync(CancellationToken cancellation = default)
    {
        if (Interlocked.Exchange(ref _state, (int)State.Stopped) == (int)State.Stopped)
        {
            return;
        }

        _runner.IsRunning = false;
        _timers.Dispose();
        await _trimmer.DisposeAsync();
        await _activities.StopAsync(cancellation);
        await Task.Run(_writer.Dispose, CancellationToken.None);
        _watch.Close(new ObjectDisposedException(nameof(DurableEngine), "The durable engine has stopped."));
        _statements.Dispose();
        _database.Dispose();
        EngineLog.Stopped(_logger);
        _completion.TrySetResult();
    }

    /// <summary>The history of an instance's present execution, oldest first.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <returns>Its events; none when there is no such instance.</returns>
    public IReadOnlyList<HistoryEvent> ReadHistory(string instanceId) =>
        _reader.Find(instanceId, withPayloads: false) is { } row ? [.. _reader.History(row.Key)] : [];

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await StopAsync();

    private void FindUnfinished()
    {
        foreach ((var row, var lastSequence, var lastAt) in _reader.Unfinished())
        {
            LiveInstance instance = new(row, _runner, LoadMode.Recover, lastSequence, lastAt);
            _live[row.Id] = instance;
            if (row.StartAt is null)
            {
                instance.Post(new MailItem(MailKind.Recover));
            }
            else
            {
                instance.LoadMode = LoadMode.Reload;
                _runner.Steps.StartLater(instance);
            }
        }

        EngineLog.Opened(_logger, _options.DatabasePath, _live.Count);
    }

    /// <summary>Sends the longest idle executions out of memory while all together are over the budget.</summary>
    private void Trim()
    {
        LiveInstance[] hot = [.. _live.Values.Where(instance => instance.Executor is not null)];
        var bytes = hot.Sum(instance => instance.EstimatedBytes);
        foreach (var instance in hot.Where(instance => instance.IsIdle).OrderBy(instance => instance.LastUsed))
        {
            if (bytes <= _options.IdleMemoryBytes)
            {
                return;
            }

            bytes -= instance.EstimatedBytes;
            instance.Post(new MailItem(MailKind.Evict));
        }
    }

    private void Fault(Exception cause)
    {
        EngineLog.Faulted(_logger, cause);
        _runner.IsRunning = false;
        _watch.Close(cause);
        _completion.TrySetException(cause);
    }
}
