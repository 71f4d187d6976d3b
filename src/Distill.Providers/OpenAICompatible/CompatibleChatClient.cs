using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Distill.Core.Models;
using Microsoft.Extensions.AI;

namespace Distill.Providers.OpenAICompatible;

/// <summary>Chat with an OpenAI-compatible endpoint: one request a call, no retry, no time-out of its own. Thread-safe.</summary>
/// <remarks>
/// Not the OpenAI SDK, whose reader throws away an answer with a finish reason that OpenAI does not have (Qianfan sends <c>normal</c>): such an answer is paid, and would be
/// paid again with every retry. See docs/decisions/0003-paying-once.md.
/// </remarks>
internal sealed class CompatibleChatClient(ModelEntry model, string? key, HttpClient http, TimeProvider time) : IChatClient
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly Uri _address = new($"{model.Endpoint.AbsoluteUri.TrimEnd('/')}/chat/completions");

    // OpenAI's newer models refuse max_tokens, which is what everyone else knows.
    private readonly bool _newTokenLimit =
        model.Endpoint.Host.EndsWith(".openai.com", StringComparison.OrdinalIgnoreCase)
        || model.Endpoint.Host.EndsWith(".openai.azure.com", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    /// <exception cref="RejectedRequestException">A status other than success.</exception>
    /// <exception cref="HttpRequestException">No connection, or it was lost.</exception>
    /// <exception cref="JsonException">The answer is not a chat completion.</exception>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = ToContent(messages, options) };
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await response.ToRejectionAsync(key, time, cancellationToken);
        }

        var completion = await response.Content.ReadFromJsonAsync(ChatJson.Compact.Completion, cancellationToken);
        return completion?.Choices is [{ Message: { } message } choice, ..]
            ? ToResponse(completion, message, choice.FinishReason)
            : throw new JsonException("The answer holds no message.");
    }

    /// <inheritdoc />
    /// <remarks>The whole answer at once: distillation has no reader who watches it grow.</remarks>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    /// <inheritdoc />
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("openai-compatible", model.Endpoint, model.Model)
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private ByteArrayContent ToContent(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var body = new CompletionRequest(
            model.Model,
            [.. messages.Select(message => new CompletionMessage(message.Role.Value, message.Text))],
            options?.Temperature,
            options?.TopP,
            _newTokenLimit ? null : options?.MaxOutputTokens,
            _newTokenLimit ? options?.MaxOutputTokens : null,
            options?.Seed,
            options?.ResponseFormat switch
            {
                ChatResponseFormatJson => new CompletionFormat("json_object"),
                ChatResponseFormatText => new CompletionFormat("text"),
                _ => null,
            }
        );
        return new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, ChatJson.Compact.CompletionRequest))
        {
            Headers = { ContentType = Json },
        };
    }

    private static ChatResponse ToResponse(Completion completion, CompletionMessage message, string? finish) =>
        new(new ChatMessage(ChatRole.Assistant, message.Content ?? message.Refusal ?? ""))
        {
            ResponseId = completion.Id,
            ModelId = completion.Model,
            FinishReason = string.IsNullOrEmpty(finish) ? null : new ChatFinishReason(finish),
            Usage = completion.Usage is { } usage
                ? new UsageDetails { InputTokenCount = usage.PromptTokens, OutputTokenCount = usage.CompletionTokens }
                : null,
        };
}
