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

    /// <summary>Chat: logged, with shadows.</summary>
    public Task ChatAsync(HttpContext context) => HandleAsync(context, isChat: true);

    /// <summary>Embeddings: passed through.</summary>
    public Task EmbeddingsAsync(HttpContext context) => HandleAsync(context, isChat: false);

    private async Task HandleAsync(HttpContext context, bool isChat)
    {
        var started = time.GetTimestamp();
        var limit = options.Value.MaxRequestBytes;
        if (limits.Refuses(context, out var wait))
        {
            await GatewayErrors.TooManyAsync(context, wait);
            return;
        }

        var body = await ReadAsync(context, limit);
        if (body is null)
        {
            await GatewayErrors.TooLargeAsync(context, limit);
            return;
        }

        try
        {
            await HandleAsync(context, body, started, isChat);
        }
        finally
        {
            body.Release();
        }
    }

    private static async ValueTask<PooledBytes?> ReadAsync(HttpContext context, int limit)
    {
        try
        {
            return await PooledBytes.ReadAsync(context.Request.BodyReader, context.Request.ContentLength, limit, context.RequestAborted);
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    private async Task HandleAsync(HttpContext context, PooledBytes body, long started, bool isChat)
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
        if (isChat && !await log.HasRoomAsync(context.RequestAborted))
        {
            await GatewayErrors.LogBehindAsync(context);
            return;
        }

        var now = time.GetUtcNow();
        var call = new GatewayCall(Asid.Create(now), started, route, outline, body, UserOf(context, outline));
        context.Response.Headers[AsidHeader] = call.Asid;
        if (isChat)
        {
            await AnswerChatAsync(context, call, call.ToExchange(now));
        }
        else
        {
            using var answer = await AskAsync(context, call, target => target.Embeddings);
            await ReturnAsync(context, answer, call);
        }
    }

    private static string? UserOf(HttpContext context, RequestOutline outline)
    {
        var user = outline.User ?? context.Request.Headers[UserHeader].ToString();
        return user.Length > 0 ? user : null;
    }

    private async Task AnswerChatAsync(HttpContext context, GatewayCall call, Exchange exchange)
    {
        PooledBytes? response = null;
        try
        {
            shadows.Copy(call);
            using var answer = await AskAsync(context, call, static target => target.Chat);
            CallRecorder.Describe(exchange, answer, call.Missed);
            if (answer is { IsEventStream: true, Error: null })
            {
                response = await RelayAsync(context, call, exchange, answer);
            }
            else
            {
                exchange.Form = await ReturnAsync(context, answer, call);
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

    private async ValueTask<UpstreamAnswer> AskAsync(HttpContext context, GatewayCall call, Func<RouteTarget, Uri> address)
    {
        for (var attempt = 0; ; attempt++)
        {
            var target = call.Route.Target(attempt, call.SplitKey);
            var answer = await upstream.AskAsync(
                target,
                address(target),
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

    private static async Task<AnswerForm> ReturnAsync(HttpContext context, UpstreamAnswer answer, GatewayCall call)
    {
        if (answer.Error is { } error)
        {
            await GatewayErrors.UpstreamAsync(context, answer.Status, error);
            return AnswerBody.FormOf(answer);
        }

        ResponseHeaders.Copy(answer.Message!, context.Response);
        return AnswerBody.Write(context.Response, answer, call.AsidJson);
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
        catch (Exception failure)
            when (failure is IOException or OperationCanceledException or HttpRequestException or InvalidDataException)
        {
            // The status is on its way already: the failure goes into the stream, where clients look for it.
            exchange.Error = failure is OperationCanceledException ? "upstream_timeout" : "upstream_connection_lost";
            GatewayLogging.AttemptFailed(logger, answer.Target.Entry.Name, call.Asid, exchange.Error, failure.Message);
            await context.Response.BodyWriter.WriteAsync(GatewayErrors.Event(exchange.Error), CancellationToken.None);
        }

        return relay.Chunks;
    }
}
