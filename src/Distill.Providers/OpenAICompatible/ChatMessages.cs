using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Distill.Providers.OpenAICompatible;

/// <summary>Body of <c>POST /chat/completions</c>.</summary>
internal sealed record CompletionRequest(
    string Model,
    IReadOnlyList<CompletionMessage> Messages,
    float? Temperature,
    float? TopP,
    int? MaxTokens,
    int? MaxCompletionTokens,
    long? Seed,
    CompletionFormat? ResponseFormat
);

/// <summary>One turn.</summary>
internal sealed record CompletionMessage(string Role, string? Content, string? Refusal = null);

/// <summary>The form of the answer.</summary>
internal sealed record CompletionFormat(string Type);

/// <summary>The answer, as far as it is used.</summary>
internal sealed record Completion(string? Id, string? Model, IReadOnlyList<CompletionChoice>? Choices, CompletionUsage? Usage);

/// <summary>One of the answers.</summary>
internal sealed record CompletionChoice(CompletionMessage? Message, string? FinishReason);

/// <summary>Tokens that the provider has counted.</summary>
internal sealed record CompletionUsage(long? PromptTokens, long? CompletionTokens);

[JsonSerializable(typeof(CompletionRequest))]
[JsonSerializable(typeof(Completion))]
internal sealed partial class ChatJson : JsonSerializerContext
{
    /// <summary>Writes text as UTF-8 rather than as escapes: half the bytes for Chinese.</summary>
    public static ChatJson Compact { get; } =
        new(
            new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
}
