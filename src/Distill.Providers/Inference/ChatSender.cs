using System.Text.Json;
using Distill.Core.Inference;
using Distill.Core.Inference.Pacing;
using Distill.Core.Models;
using Distill.Core.Samples;
using Distill.Providers.OpenAICompatible;
using Microsoft.Extensions.AI;

namespace Distill.Providers.Inference;

/// <summary>Sends a call once and says what came of it. Thread-safe.</summary>
internal sealed class ChatSender(ModelEntry model, ChatParameters parameters, IChatClient client, TimeProvider time)
{
    private readonly ChatOptions _options = new()
    {
        Temperature = (float?)parameters.Temperature,
        TopP = (float?)parameters.TopP,
        MaxOutputTokens = parameters.MaxOutputTokens,
        Seed = parameters.Seed,
        ResponseFormat = parameters.ResponseFormat switch
        {
            null => null,
            "text" => ChatResponseFormat.Text,
            "json_object" => ChatResponseFormat.Json,
            var other => throw new ArgumentException(
                $"Response format '{other}' is unknown; it is 'text' or 'json_object'.",
                nameof(parameters)
            ),
        },
    };

    /// <summary>Sends a call.</summary>
    /// <exception cref="OperationCanceledException">Only when <paramref name="abort"/> is cancelled; a time-out is an outcome.</exception>
    public async Task<AttemptOutcome> SendAsync(PendingCall call, CancellationToken abort)
    {
        using var span = ChatTelemetry.Start(model, parameters);
        var sent = time.GetTimestamp();
        var outcome = await AttemptAsync(call, abort);
        ChatTelemetry.Record(span, model, outcome, time.GetElapsedTime(sent));
        return outcome;
    }

    private async Task<AttemptOutcome> AttemptAsync(PendingCall call, CancellationToken abort)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(model.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, abort);
        var sent = time.GetTimestamp();
        try
        {
            var response = await client.GetResponseAsync(Convert(call.Messages), _options, either.Token);
            return AttemptOutcome.Answered(ReadAnswer(call, response, time.GetElapsedTime(sent)));
        }
        catch (Exception exception) when (!abort.IsCancellationRequested && Explain(exception) is { } outcome)
        {
            return outcome;
        }
    }

    private AttemptOutcome? Explain(Exception exception) =>
        exception switch
        {
            OperationCanceledException => AttemptOutcome.Failed($"no answer within {model.TimeoutSeconds} s"),
            RejectedRequestException rejected => AttemptClassifier.Classify(model, rejected.Status, rejected.Error, rejected.RetryAfter),
            _ when TransportFailure.IsConnect(exception) => AttemptOutcome.Unreachable(TransportFailure.Cause(exception)),
            _ when TransportFailure.IsLost(exception) => AttemptOutcome.Failed($"connection lost: {TransportFailure.Cause(exception)}"),
            JsonException => AttemptOutcome.Failed($"unreadable answer: {exception.Message}"),
            _ => null,
        };

    private ChatAnswer ReadAnswer(PendingCall call, ChatResponse response, TimeSpan latency) =>
        new(
            call.Key,
            response.Text,
            response.FinishReason?.Value ?? "stop",
            // A server that does not count is counted for: an estimated cost is nearer to the truth than none.
            (int)(response.Usage?.InputTokenCount ?? call.InputEstimate),
            (int)(response.Usage?.OutputTokenCount ?? TokenEstimate.OfInput([Message.Assistant(response.Text)])),
            latency.TotalMilliseconds,
            response.ModelId ?? model.Model
        );

    // A tool turn has no call id in a canonical sample, and providers refuse one without: its text goes as the user's, where none is lost.
    private static List<ChatMessage> Convert(IReadOnlyList<Message> messages)
    {
        var converted = new List<ChatMessage>(messages.Count);
        foreach (var message in messages)
        {
            var role = message.Role switch
            {
                "system" => ChatRole.System,
                "assistant" => ChatRole.Assistant,
                _ => ChatRole.User,
            };
            converted.Add(new ChatMessage(role, message.Content));
        }

        return converted;
    }
}
