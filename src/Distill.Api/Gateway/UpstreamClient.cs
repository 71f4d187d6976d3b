using System.Net;
using System.Net.Http.Headers;
using Distill.Core.Gateway;
using Distill.Core.Inference;
using Distill.Core.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Distill.Api.Gateway;

/// <summary>Asks models over HTTP, as the bytes come. Thread-safe.</summary>
internal sealed class UpstreamClient(IModelKeys keys, IOptions<GatewayOptions> options, TimeProvider time) : IDisposable
{
    private const int FirstPart = 4096;
    private const string EventStream = "text/event-stream";

    // What of the caller's headers means something to a platform. Its key never goes on.
    private static readonly string[] Forwarded = ["Accept", "OpenAI-Organization", "OpenAI-Project", "OpenAI-Beta"];

    private readonly HttpMessageInvoker _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = int.MaxValue,
        }
    );

    /// <summary>Asks one model: returns with the whole answer, or with the first part of a stream.</summary>
    /// <param name="target">Who is asked.</param>
    /// <param name="address">Where.</param>
    /// <param name="body">The caller's body.</param>
    /// <param name="model">Where the model stands in it.</param>
    /// <param name="headers">The caller's headers; null forwards none.</param>
    /// <param name="left">Cancelled when the caller leaves.</param>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public async ValueTask<UpstreamAnswer> AskAsync(
        RouteTarget target,
        Uri address,
        PooledBytes body,
        JsonSpan model,
        IHeaderDictionary? headers,
        CancellationToken left
    )
    {
        var answer = new UpstreamAnswer(target, new Deadline(target.Timeout, time, left));
        try
        {
            using var request = Create(target, address, body, model, headers);
            answer.Answered(await _http.SendAsync(request, answer.Deadline.Token));
            await ReadAsync(answer);
        }
        catch (Exception failure) when (Explain(failure, answer, left)) { }
        catch
        {
            answer.Dispose();
            throw;
        }

        return answer;
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Create(RouteTarget target, Uri address, PooledBytes body, JsonSpan model, IHeaderDictionary? headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new SplicedContent(body, model, target.ModelJson) };
        if (keys.Find(target.Entry) is { } key)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        foreach (var name in headers is null ? [] : Forwarded)
        {
            if (headers!.TryGetValue(name, out var values) && values.ToString() is var value && HeaderText.IsPlain(value))
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    private async ValueTask ReadAsync(UpstreamAnswer answer)
    {
        var content = answer.Message!.Content;
        answer.Stream = ContentDecoding.Open(await content.ReadAsStreamAsync(answer.Deadline.Token), content.Headers);
        answer.IsEventStream = content.Headers.NonValidated.TryGetValues("Content-Type", out var type) && IsEventStream(type);
        answer.Content = new PooledBytes(
            answer.IsEventStream ? FirstPart : (int)Math.Min(content.Headers.ContentLength + 1 ?? FirstPart, options.Value.MaxResponseBytes)
        );
        do
        {
            var read = await answer.Stream.ReadAsync(answer.Content.GetMemory(), answer.Deadline.Token);
            answer.Content.Advance(read);
            if (read == 0)
            {
                Complete(answer);
                return;
            }

            answer.Deadline.Extend();
        } while (!answer.IsEventStream && answer.Content.Length <= options.Value.MaxResponseBytes);

        if (!answer.IsEventStream)
        {
            answer.Failed(StatusCodes.Status502BadGateway, "upstream_too_large", "The answer is larger than Gateway:MaxResponseBytes.");
        }
    }

    private static void Complete(UpstreamAnswer answer)
    {
        answer.Stream!.Dispose();
        answer.Stream = null;
    }

    private static bool IsEventStream(HeaderStringValues type)
    {
        foreach (var value in type)
        {
            if (value.StartsWith(EventStream, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // True when it was the platform's failure: the answer says so then.
    private static bool Explain(Exception failure, UpstreamAnswer answer, CancellationToken left)
    {
        if (left.IsCancellationRequested)
        {
            return false;
        }

        switch (failure)
        {
            case OperationCanceledException:
                answer.Failed(
                    StatusCodes.Status504GatewayTimeout,
                    "upstream_timeout",
                    $"Nothing within {answer.Target.Timeout.TotalSeconds} s."
                );
                return true;
            case HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }:
                answer.Failed(StatusCodes.Status502BadGateway, "upstream_unreachable", failure.Message);
                return true;
            case HttpRequestException or IOException or InvalidDataException:
                answer.Failed(StatusCodes.Status502BadGateway, "upstream_connection_lost", failure.Message);
                return true;
            case ModelAccessException:
                answer.Failed(StatusCodes.Status502BadGateway, "upstream_not_usable", failure.Message);
                return true;
            default:
                return false;
        }
    }
}
