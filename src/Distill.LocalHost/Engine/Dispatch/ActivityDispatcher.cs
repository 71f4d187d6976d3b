using System.Threading.Channels;
using Distill.LocalHost.Engine.Execution;
using Distill.LocalHost.Engine.History;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Distill.LocalHost.Engine.Dispatch;

/// <summary>Runs activities, a bounded number at a time, and hands their ends to the writer.</summary>
internal sealed class ActivityDispatcher
{
    private readonly Channel<Work> _queue = Channel.CreateUnbounded<Work>();
    private readonly CancellationTokenSource _cancel = new();
    private readonly DurableEngineOptions _options;
    private readonly EngineRegistry _registry;
    private readonly EngineWriter _writer;
    private readonly ILogger _logger;
    private Task[] _workers = [];
    private volatile bool _stopping;

    public ActivityDispatcher(DurableEngineOptions options, EngineRegistry registry, EngineWriter writer, ILogger logger)
    {
        _options = options;
        _registry = registry;
        _writer = writer;
        _logger = logger;
    }

    public void Start() =>
        _workers = [.. Enumerable.Range(0, _options.MaxConcurrentActivities).Select(_ => Task.Run(WorkAsync, CancellationToken.None))];

    public void Enqueue(LiveInstance instance, int execution, HistoryEvent step)
    {
        instance.ActivityGiven();
        if (!_queue.Writer.TryWrite(new Work(instance, execution, step)))
        {
            instance.ActivityOver();
        }
    }

    /// <summary>Starts no more activities, lets the running ones finish in their grace, then cancels them, then abandons them.</summary>
    /// <param name="cancellation">Cuts the grace short.</param>
    public async Task StopAsync(CancellationToken cancellation)
    {
        _stopping = true;
        _queue.Writer.TryComplete();
        var all = Task.WhenAll(_workers);
        if (!await EndsWithinAsync(all, _options.StopGrace, cancellation))
        {
            await _cancel.CancelAsync();
            if (!await EndsWithinAsync(all, _options.CancelGrace, CancellationToken.None))
            {
                EngineLog.ActivitiesAbandoned(_logger, _workers.Count(worker => !worker.IsCompleted));
            }
        }
    }

    private async Task<bool> EndsWithinAsync(Task all, TimeSpan grace, CancellationToken cancellation)
    {
        try
        {
            await all.WaitAsync(grace, _options.TimeProvider, cancellation);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task WorkAsync()
    {
        await foreach (var work in _queue.Reader.ReadAllAsync(CancellationToken.None))
        {
            // What is still queued at a stop is derived again from the history.
            if (_stopping)
            {
                return;
            }

            var end = work.Instance.Ended ? null : await RunAsync(work);
            if (end is null)
            {
                work.Instance.ActivityOver();
            }
            else
            {
                _writer.Post(context => Record(context, work, end), urgent: true);
            }
        }
    }

    private static void Record(WriteContext context, Work work, HistoryEvent end)
    {
        var instance = work.Instance;
        if (context.Live(instance.Id) == instance && instance.Execution == work.Execution)
        {
            context.Deliver(instance, end);
        }

        context.AfterCommit(instance.ActivityOver);
    }

    private async Task<HistoryEvent?> RunAsync(Work work)
    {
        var step = work.Step;
        try
        {
            var activity = _registry.Activity(step.Name!, step.Version ?? "");
            var result = await InvokeAsync(activity, work);
            return new HistoryEvent(0, HistoryEventKind.TaskCompleted, step.TaskId, default, Payload: result);
        }
        catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
        {
            // Cut off by the stop: not an end, it runs again.
            return null;
        }
        catch (Exception e)
        {
            EngineLog.ActivityFailed(_logger, e, step.Name!, work.Instance.Id, step.TaskId);
            var failure = FailureText.Write(TaskFailureDetails.FromException(e));
            return new HistoryEvent(0, HistoryEventKind.TaskFailed, step.TaskId, default, Payload: failure);
        }
    }

    private async Task<string?> InvokeAsync(Func<ActivityInvocation, Task<object?>> activity, Work work)
    {
        var step = work.Step;
        ActivityContext context = new(step.Name!, work.Instance.Id, step.Version ?? "");
        await using var scope = _options.Services?.CreateAsyncScope();
        var services = scope?.ServiceProvider ?? NoServices.Instance;
        ActivityInvocation invocation = new(context, step.TaskId, step.Payload, _options.DataConverter, services, _cancel.Token);
        var result = _options.DataConverter.Serialize(await activity(invocation));
        if (result?.Length >= _options.PayloadWarningLength)
        {
            EngineLog.LargePayload(_logger, $"result of activity '{step.Name}'", work.Instance.Id, result.Length);
        }

        return result;
    }

    private readonly record struct Work(LiveInstance Instance, int Execution, HistoryEvent Step);

    private sealed class ActivityContext(TaskName name, string instanceId, string version) : TaskActivityContext
    {
        public override TaskName Name => name;

        public override string InstanceId => instanceId;

        public override string Version => version;
    }

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
