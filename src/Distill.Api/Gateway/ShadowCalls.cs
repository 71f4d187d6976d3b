using Distill.Core.Gateway;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Distill.Api.Gateway;

/// <summary>Copies requests to shadows: beside the caller's own, a bounded number at a time, logged and otherwise forgotten. Thread-safe.</summary>
internal sealed class ShadowCalls(
    UpstreamClient upstream,
    CallRecorder recorder,
    IOptions<GatewayOptions> options,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<ShadowCalls> logger
)
{
    private int _inFlight;

    /// <summary>Copies a request to those shadows of its route that sample it; returns at once.</summary>
    public void Copy(GatewayCall call)
    {
        foreach (var (share, target) in call.Route.Shadows)
        {
            if (TrafficSplit.IsSampled(call.Asid, share))
            {
                Start(call, target);
            }
        }
    }

    private void Start(GatewayCall call, RouteTarget target)
    {
        if (Interlocked.Increment(ref _inFlight) > options.Value.MaxShadowCalls)
        {
            Interlocked.Decrement(ref _inFlight);
            GatewayLogging.ShadowSkipped(logger, call.Asid, target.Entry.Name);
            return;
        }

        call.Body.Share();
        _ = Task.Run(() => RunAsync(call, target), CancellationToken.None);
    }

    private async Task RunAsync(GatewayCall call, RouteTarget target)
    {
        try
        {
            await AskAsync(call, target);
        }
        catch (Exception failure)
        {
            // Nobody waits for it: the host's log is all there is to tell.
            GatewayLogging.ShadowFailed(logger, failure, call.Asid, target.Entry.Name);
        }
        finally
        {
            call.Body.Release();
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private async Task AskAsync(GatewayCall call, RouteTarget target)
    {
        var exchange = call.ToExchange(time.GetUtcNow(), shadowOf: call.Asid);
        using var answer = await upstream.AskAsync(
            target,
            target.Address(call.Kind),
            call.Body,
            call.Outline.ModelSpan,
            headers: null,
            lifetime.ApplicationStopping
        );
        CallRecorder.Describe(exchange, answer);
        if (!answer.IsEventStream)
        {
            AnswerBody.Describe(exchange, answer);
            recorder.Write(call, exchange, answer.Content?.Share());
            return;
        }

        var relay = new StreamRelay(call, answer, exchange, recorder, options.Value.MaxResponseBytes);
        try
        {
            await relay.RunAsync(output: null);
        }
        catch (Exception failure) when (StreamRelay.IsLoss(failure) && !lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // A rollout counts it as the shadow's failure.
            exchange.Error = StreamRelay.Explain(failure);
            GatewayLogging.AttemptFailed(logger, target.Entry.Name, exchange.Asid, exchange.Error, failure.Message);
        }

        recorder.Write(call, exchange, relay.Chunks);
    }
}
