using Distill.Core.Gateway;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Distill.Api.Gateway;

/// <summary>Answers requests for models: reads just enough of the body, asks who stands behind the name, returns what they say as it comes, and logs both. Thread-safe.</summary>
internal sealed class GatewayHandler(
    RouteTable routes,
    UpstreamClient upstream,
    ShadowCalls shadows,
    CallRecorder recorder,
    InferenceLog log,
    CallerLimits limits,
    IOptions<GatewayOptions> options,
    TimeProvider time,
    ILogger<GatewayHandler> logger
)
{
    /// <summary>Header of every answer: the id that feedback refers to.</summary>
    public const string AsidHeader = "x-distill-asid";

    /// <summary>Header in which a caller may name its user, when the body has no <c>user</c>.</summary>
    public const string UserHeader = "x-distill-user";

    /// <summary>Chat, with shadows.</summary>
    public Task ChatAsync(HttpContext context) => HandleAsync(context, ExchangeKind.Chat);

    /// <summary>Embeddings, without shadows: there is nothing to compare.</summary>
    public Task EmbeddingsAsync(HttpContext context) => HandleAsync(context, ExchangeKind.Embedding);

    private async Task HandleAsync(HttpContext context, ExchangeKind kind)
    {
        var started = time.GetTimestamp();
        var limit = options.Value.MaxRequestBytes;
        if (limits.Refuses(context, out var wait))
        {
            await GatewayErrors.TooManyAsync(context, wait);
            return;
        }

        if (RequestBody.Refusal(context.Request) is { } refusal)
        {
            await GatewayErrors.UnsupportedAsync(context, refusal);
            return;
        }

        var body = await RequestBody.ReadAsync(context, limit);
        if (body is null)
        {
            return;
        }

        try
        {
            await HandleAsync(context, body, started, kind);
        }
        finally
        {
            body.Release();
        }
    }

    private async Task HandleAsync(HttpContext context, PooledBytes body, long started, ExchangeKind kind)
    {
        if (RequestOutline.Read(body.Span, out var fault) is not { } outline)
        {
            await GatewayErrors.InvalidAsync(context, fault!);
            return;
        }

        if (await routes.FindAsync(outline.Model, context.RequestAborted) is not { } route)
        {
            await GatewayErrors.UnknownModelAsync(context, outline.Model);
            return;
        }

        // Before anything is paid for: what cannot be logged is not asked.
        if (!await log.HasRoomAsync(context.RequestAborted))
        {
            await GatewayErrors.LogBehindAsync(context);
            return;
        }

        var now = time.GetUtcNow();
        var call = new GatewayCall(Asid.Create(now), started, kind, route, outline, body, UserOf(context, outline));
        context.Response.Headers[AsidHeader] = call.Asid;
        await AnswerAsync(context, call, call.ToExchange(now));
    }

    private static string? UserOf(HttpContext context, RequestOutline outline)
    {
        var user = outline.User ?? context.Request.Headers[UserHeader].ToString();
        return user.Length > 0 ? user : null;
    }

    private async Task AnswerAsync(HttpContext context, GatewayCall call, Exchange exchange)
    {
        PooledBytes? response = null;
        try
        {
            if (call.Kind == ExchangeKind.Chat)
            {
                shadows.Copy(call);
            }

            using var answer = await AskAsync(context, call);
            CallRecorder.Describe(exchange, answer, call.Missed);
            if (answer is { IsEventStream: true, Error: null })
            {
                response = await RelayAsync(context, call, exchange, answer);
            }
            else
            {
                await ReturnAsync(context, answer, call, exchange);
                response = answer.Content?.Share();
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            CallRecorder.Left(exchange);
        }
        catch
        {
            CallRecorder.Broke(exchange);
            throw;
        }
        finally
        {
            recorder.Write(call, exchange, response);
        }
    }

    private async ValueTask<UpstreamAnswer> AskAsync(HttpContext context, GatewayCall call)
    {
        for (var attempt = 0; ; attempt++)
        {
            var target = call.Route.Target(attempt, call.SplitKey);
            var answer = await upstream.AskAsync(
                target,
                target.Address(call.Kind),
                call.Body,
                call.Outline.ModelSpan,
                context.Request.Headers,
                context.RequestAborted
            );
            if (!answer.MayFallBack)
            {
                return answer;
            }

            GatewayLogging.AttemptFailed(logger, target.Entry.Name, call.Asid, answer.Reason, answer.Detail);
            if (attempt + 1 == call.Route.Attempts)
            {
                return answer;
            }

            call.Missed ??= target;
            answer.Dispose();
        }
    }

    private static Task ReturnAsync(HttpContext context, UpstreamAnswer answer, GatewayCall call, Exchange exchange)
    {
        if (answer.Error is { } error)
        {
            AnswerBody.Describe(exchange, answer);
            return GatewayErrors.UpstreamAsync(context, answer.Status, error);
        }

        ResponseHeaders.Copy(answer.Message!, context.Response);
        AnswerBody.Write(context.Response, answer, call.AsidJson, exchange);
        return Task.CompletedTask;
    }

    private async Task<PooledBytes> RelayAsync(HttpContext context, GatewayCall call, Exchange exchange, UpstreamAnswer answer)
    {
        ResponseHeaders.Copy(answer.Message!, context.Response);
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var relay = new StreamRelay(call, answer, exchange, recorder, options.Value.MaxResponseBytes);
        try
        {
            await relay.RunAsync(context.Response.BodyWriter);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            CallRecorder.Left(exchange);
        }
        catch (Exception failure) when (StreamRelay.IsLoss(failure))
        {
            // The status is on its way already: the failure goes into the stream, where clients look for it.
            exchange.Error = StreamRelay.Explain(failure);
            GatewayLogging.AttemptFailed(logger, answer.Target.Entry.Name, call.Asid, exchange.Error, failure.Message);
            await context.Response.BodyWriter.WriteAsync(GatewayErrors.Event(exchange.Error), CancellationToken.None);
        }

        return relay.Chunks;
    }
}
