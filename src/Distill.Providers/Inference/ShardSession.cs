using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Distill.Core.Inference;
using Distill.Core.Inference.Journal;
using Distill.Core.Inference.Retries;
using Microsoft.Extensions.Logging;

namespace Distill.Providers.Inference;

/// <summary>Asks a model for the pending calls of one shard. Used once.</summary>
/// <remarks>
/// As many workers as requests may be in flight take calls from a queue. A worker waits for its turn (pacing), sends, and takes the next call only when the answer is
/// durable: a kill loses at most what was in flight. A call that failed goes back to the queue after its delay and leaves the worker to others; a throttled call keeps its
/// worker, so that a provider that says "less" gets less.
/// </remarks>
internal sealed class ShardSession : IDisposable
{
    private static readonly TimeSpan LongestConnectDelay = TimeSpan.FromSeconds(2);

    // Retries first: one that waits behind the whole shard only makes its end later.
    private readonly Channel<PendingCall> _queue = Channel.CreateUnboundedPrioritized(
        new UnboundedPrioritizedChannelOptions<PendingCall> { Comparer = PendingCall.MostFailuresFirst }
    );
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly ShardInferenceRequest _request;
    private readonly ChatSender _sender;
    private readonly JournalWriter _journal;
    private readonly UsageMeter _usage;
    private readonly InferenceOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ILogger _logger;
    private readonly Pacer _pacer;
    private readonly OutputEstimate _output;
    private readonly ReachabilityWatch _reachability;
    private int _open;
    private int _asked;
    private Exception? _failure;

    public ShardSession(
        ShardInferenceRequest request,
        ChatSender sender,
        JournalWriter journal,
        UsageMeter usage,
        InferenceOptions options,
        TimeProvider time,
        Random random,
        ILogger logger
    )
    {
        (_request, _sender, _journal, _usage) = (request, sender, journal, usage);
        (_options, _time, _random, _logger) = (options, time, random, logger);
        _pacer = new Pacer(request, time, random.NextDouble());
        _output = new OutputEstimate(request.Parameters.MaxOutputTokens);
        _reachability = new ReachabilityWatch(time, TimeSpan.FromSeconds(options.UnreachableAfterSeconds));
    }

    /// <summary>Settles every call, or stops: then what is in flight is awaited for the drain time, and journaled.</summary>
    /// <exception cref="ModelAccessException">The model cannot be used.</exception>
    public async Task AskAsync(IReadOnlyCollection<PendingCall> calls, CancellationToken cancellationToken)
    {
        _open = _asked = calls.Count;
        _request.Progress?.Report(new InferenceProgress(0, _asked));
        foreach (var call in calls)
        {
            _queue.Writer.TryWrite(call);
        }

        await using var drain = _stop.Token.Register(() => _abort.CancelAfter(TimeSpan.FromSeconds(_options.DrainSeconds)));
        await using var cancelled = cancellationToken.Register(() => _stop.Cancel());
        await Task.WhenAll(Enumerable.Range(0, Math.Min(_request.MaxConcurrency, calls.Count)).Select(_ => WorkAsync()));
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        if (Volatile.Read(ref _open) > 0)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _stop.Dispose();
        _abort.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync(_stop.Token))
            {
                while (!_stop.IsCancellationRequested && _queue.Reader.TryRead(out var call))
                {
                    await AttendAsync(call);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The shard is stopped; AskAsync says why.
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private void Fail(Exception exception)
    {
        Interlocked.CompareExchange(ref _failure, exception, null);
        _stop.Cancel();
    }

    // Until the call is settled or back in the queue.
    private async Task AttendAsync(PendingCall call)
    {
        while (await WaitForTurnAsync(call) is { } reserved)
        {
            _usage.CountRequest();
            var outcome = await _sender.SendAsync(call, _abort.Token);
            _reachability.Note(_request.Model, outcome);
            if (await ActAsync(call, outcome, reserved))
            {
                return;
            }
        }
    }

    // The tokens reserved, or null when the deadline comes first: then the call is refused.
    private async Task<int?> WaitForTurnAsync(PendingCall call)
    {
        var tokens = call.InputEstimate + _output.Tokens;
        var wait = _pacer.Reserve(tokens);
        return await DelayAsync(call, wait, "its turn") ? tokens : null;
    }

    // True when the worker is done with the call.
    private async Task<bool> ActAsync(PendingCall call, AttemptOutcome outcome, int reserved)
    {
        switch (outcome.Kind)
        {
            case AttemptKind.Answered:
                var answer = outcome.Answer!;
                _output.Learn(answer.OutputTokens);
                _pacer.Settle(reserved, answer.InputTokens + answer.OutputTokens);
                await KeepAsync(call, JournalEntry.Of(answer, call.Records));
                return true;
            case AttemptKind.Refused:
                await KeepAsync(call, JournalEntry.Of(call.Key, outcome.Refusal!, call.Records));
                return true;
            case AttemptKind.Throttled:
                _usage.CountThrottled();
                return !await DelayAsync(
                    call,
                    RetryDelay.AfterThrottling(++call.Throttles, outcome.RetryAfter, _random.NextDouble()),
                    outcome.Message
                );
            case AttemptKind.Unreachable:
                var delay = RetryDelay.AfterFailure(++call.ConnectFailures, null, _random.NextDouble());
                return !await DelayAsync(call, delay < LongestConnectDelay ? delay : LongestConnectDelay, outcome.Message);
            case AttemptKind.Failed:
                RetryOrRefuse(call, outcome);
                return true;
            default:
                throw new ModelAccessException(_request.Model.Name, outcome.Message);
        }
    }

    // Durable first, used afterwards.
    private async Task KeepAsync(PendingCall call, JournalEntry entry)
    {
        await _journal.AppendAsync(entry);
        if (entry.Answer is { } answer)
        {
            _usage.CountPaid(answer);
        }

        Settle(call, entry);
    }

    private void RetryOrRefuse(PendingCall call, AttemptOutcome outcome)
    {
        if (++call.Failures >= _options.MaxAttempts)
        {
            Settle(
                call,
                JournalEntry.Of(call.Key, new CallRefusal("server_error", $"{call.Failures} attempts, the last: {outcome.Message}"))
            );
            return;
        }

        var delay = RetryDelay.AfterFailure(call.Failures, outcome.RetryAfter, _random.NextDouble());
        InferenceLog.Retrying(_logger, _request.Model.Name, call.Failures, _options.MaxAttempts, delay.TotalSeconds, outcome.Message);
        _ = RequeueAsync(call, delay, outcome.Message);
    }

    private async Task RequeueAsync(PendingCall call, TimeSpan delay, string cause)
    {
        try
        {
            if (await DelayAsync(call, delay, cause))
            {
                _queue.Writer.TryWrite(call);
            }
        }
        catch (OperationCanceledException)
        {
            // The shard is stopped; the call stays open.
        }
    }

    // False when the deadline would pass in the meantime: then the call is refused at once.
    private async Task<bool> DelayAsync(PendingCall call, TimeSpan delay, string cause)
    {
        _stop.Token.ThrowIfCancellationRequested();
        if (_request.Deadline is { } deadline && _time.GetUtcNow() + delay >= deadline)
        {
            Settle(call, JournalEntry.Of(call.Key, new CallRefusal("deadline", $"The deadline {deadline:u} came before {cause}.")));
            return false;
        }

        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, _time, _stop.Token);
        }

        return true;
    }

    private void Settle(PendingCall call, JournalEntry entry)
    {
        call.Settled = entry;
        if (entry.Refused is { } refusal)
        {
            InferenceLog.Refused(_logger, _request.Model.Name, call.Key, refusal.Reason, refusal.Message);
        }

        var open = Interlocked.Decrement(ref _open);
        _request.Progress?.Report(new InferenceProgress(_asked - open, _asked));
        if (open == 0)
        {
            _queue.Writer.Complete();
        }
    }
}
