using Distill.LocalHost.Engine;
using Distill.LocalHost.Engine.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Time.Testing;

namespace Distill.LocalHost.Tests.Engine;

/// <summary>An engine on a file of its own with a clock that the test moves. Waits end with a message that says what was missing.</summary>
internal sealed class EngineDriver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly string _folder = Directory.CreateTempSubdirectory("distill-engine-").FullName;
    private EngineRegistry _registry = new();
    private DurableEngine? _engine;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public long IdleMemoryBytes { get; init; } = 128 << 20;

    public int MaxConcurrentActivities { get; init; } = 16;

    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);

    public IServiceProvider? Services { get; init; }

    public Microsoft.Extensions.Logging.ILoggerFactory LoggerFactory { get; init; } =
        Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance;

    public DurableEngine Engine => _engine ?? throw new InvalidOperationException("Call StartAsync first.");

    public DurableTaskClient Client => Engine.Client;

    public string DatabasePath => Path.Combine(_folder, "engine.db");

    public DurableEngineOptions Options =>
        new()
        {
            DatabasePath = DatabasePath,
            TimeProvider = Time,
            IdleMemoryBytes = IdleMemoryBytes,
            MaxConcurrentActivities = MaxConcurrentActivities,
            StopGrace = StopGrace,
            CancelGrace = TimeSpan.Zero,
            Services = Services,
            LoggerFactory = LoggerFactory,
        };

    public EngineDriver Orchestrator<T>(string name, Func<TaskOrchestrationContext, Task<T>> run, string version = "")
    {
        _registry.AddOrchestrator(name, async context => await run(context), version);
        return this;
    }

    public EngineDriver Activity<TIn, TOut>(string name, Func<TIn, Task<TOut>> run, string version = "")
    {
        _registry.AddActivity(name, async invocation => await run(invocation.GetInput<TIn>()!), version);
        return this;
    }

    public EngineDriver RawActivity(string name, Func<ActivityInvocation, Task<object?>> run)
    {
        _registry.AddActivity(name, run);
        return this;
    }

    public async Task<EngineDriver> StartAsync()
    {
        _engine = await DurableEngine.OpenAsync(Options, _registry);
        await _engine.StartAsync();
        return this;
    }

    public async Task StopAsync() => await Engine.StopAsync();

    /// <summary>Stops the engine and starts another one on the same file, with changed code where that is given.</summary>
    public async Task RestartAsync(Action<EngineDriver>? changeCode = null)
    {
        await StopAsync();
        if (changeCode is not null)
        {
            _registry = new EngineRegistry();
            changeCode(this);
        }

        await StartAsync();
    }

    public Task<string> ScheduleAsync(string name, object? input = null, StartOrchestrationOptions? options = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(name, input, options);

    public async Task<OrchestrationMetadata> RunAsync(string name, object? input = null, StartOrchestrationOptions? options = null) =>
        await EndAsync(await ScheduleAsync(name, input, options));

    public async Task<OrchestrationMetadata> EndAsync(string id)
    {
        using CancellationTokenSource patience = new(Patience);
        try
        {
            return await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, patience.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"'{id}' has not ended. Its history:\n{HistoryText(id)}", e);
        }
    }

    public async Task<OrchestrationMetadata> GetAsync(string id) =>
        await Client.GetInstanceAsync(id, getInputsAndOutputs: true) ?? throw new InvalidOperationException($"'{id}' does not exist.");

    /// <summary>Waits until the durable history of an instance holds an event.</summary>
    public Task RecordedAsync(string id, HistoryEventKind kind, int count = 1) =>
        EventuallyAsync(
            () => Engine.ReadHistory(id).Count(item => item.Kind == kind) >= count,
            () => $"'{id}' has not recorded {count} x {kind}. Its history:\n{HistoryText(id)}"
        );

    public async Task EventuallyAsync(Func<bool> condition, Func<string> missing)
    {
        var deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!condition())
        {
            if (Environment.TickCount64 > deadline)
            {
                throw new TimeoutException(missing());
            }

            await Task.Delay(1);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private string HistoryText(string id) => string.Join('\n', Engine.ReadHistory(id).Select(HistoryJson.Write));
}
