using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Distill.Core.Inference;
using Distill.Core.Models;
using Distill.Core.Training;

namespace Distill.Providers.OpenAICompatible;

/// <summary>Requests to a platform other than chat: lists, files, jobs. Failures come as <see cref="ModelAccessException"/> or <see cref="ModelPlatformException"/>. Thread-safe.</summary>
internal sealed class PlatformClient(IHttpClientFactory http, TimeProvider time)
{
    /// <summary>Sends a request and returns the successful answer, headers read.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        ModelEntry model,
        HttpMethod method,
        string path,
        HttpContent? content = null,
        CancellationToken cancellationToken = default
    )
    {
        using var request = new HttpRequestMessage(method, $"{model.Endpoint.AbsoluteUri.TrimEnd('/')}/{path}") { Content = content };
        var key = ModelKeys.Find(model);
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        var response = await SendAsync(model, request, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw Explain(model, path, await response.ToRejectionAsync(key, time, cancellationToken));
        }
    }

    /// <summary>Sends a request and reads its JSON answer.</summary>
    public async Task<T> SendAsync<T>(
        ModelEntry model,
        HttpMethod method,
        string path,
        JsonTypeInfo<T> answer,
        HttpContent? content = null,
        CancellationToken cancellationToken = default
    )
    {
        using var response = await SendAsync(model, method, path, content, cancellationToken);
        return await ReadAsync(model, path, response, answer, cancellationToken);
    }

    /// <summary>Reads the JSON of an answer.</summary>
    public static async Task<T> ReadAsync<T>(
        ModelEntry model,
        string path,
        HttpResponseMessage response,
        JsonTypeInfo<T> answer,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(answer, cancellationToken)
                ?? throw new ModelPlatformException(model.Name, $"{Where(model, path)}: the answer is empty.", mayRetry: false);
        }
        catch (JsonException exception)
        {
            var message = $"{Where(model, path)}: the answer is not what an OpenAI-compatible API sends ({exception.Message}).";
            throw new ModelPlatformException(model.Name, message, mayRetry: false, inner: exception);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(ModelEntry model, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(model.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await http.CreateClient(ModelHttp.Management).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (HttpRequestException exception) when (TransportFailure.IsConnect(exception))
        {
            throw new ModelAccessException(model.Name, AccessProblem.Unreachable(model, TransportFailure.Cause(exception)), exception);
        }
        catch (HttpRequestException exception)
        {
            var message = $"Model '{model.Name}': the connection to {model.Endpoint} was lost ({TransportFailure.Cause(exception)}).";
            throw new ModelPlatformException(model.Name, message, mayRetry: true, inner: exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ModelAccessException(
                model.Name,
                AccessProblem.Unreachable(model, $"no answer within {model.TimeoutSeconds} s"),
                exception
            );
        }
    }

    private static Exception Explain(ModelEntry model, string path, RejectedRequestException rejected)
    {
        var (status, said) = (rejected.Status, rejected.Error.Message);
        return status switch
        {
            401 or 403 => new ModelAccessException(model.Name, AccessProblem.WrongKey(model, status), rejected),
            402 => new ModelAccessException(model.Name, AccessProblem.OutOfQuota(model, said), rejected),
            429 when rejected.Error.IsOutOfQuota => new ModelAccessException(model.Name, AccessProblem.OutOfQuota(model, said), rejected),
            < 400 or 405 => new ModelAccessException(model.Name, AccessProblem.WrongAddress(model, status), rejected),
            _ => new ModelPlatformException(
                model.Name,
                $"{Where(model, path)}: HTTP {status}. {said}".TrimEnd(),
                mayRetry: status is 408 or 409 or 429 or >= 500,
                rejected.RetryAfter,
                rejected
            ),
        };
    }

    private static string Where(ModelEntry model, string path) => $"Model '{model.Name}': {model.Endpoint.AbsoluteUri.TrimEnd('/')}/{path}";
}
