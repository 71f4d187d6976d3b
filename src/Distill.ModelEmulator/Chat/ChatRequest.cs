using System.Globalization;
using System.Text.Json;
using Distill.ModelEmulator.Protocol;
using Distill.ModelEmulator.Text;

namespace Distill.ModelEmulator.Chat;

/// <summary>A request for chat completions.</summary>
internal sealed record ChatRequest
{
    private UInt128? promptHash;
    private int? promptTokens;

    /// <summary>Model asked for.</summary>
    public required string Model { get; init; }

    /// <summary>The chat so far.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>Answers wanted.</summary>
    public int Choices { get; init; } = 1;

    /// <summary>Randomness of the answer; absent counts as 0, unlike at OpenAI, so that calls that do not care are repeatable.</summary>
    public double Temperature { get; init; }

    /// <summary>Most tokens of an answer, or null.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>True: the answer comes in pieces.</summary>
    public bool Stream { get; init; }

    /// <summary>True: a stream ends with its usage.</summary>
    public bool IncludeUsage { get; init; }

    /// <summary>True: the answer must be a JSON object.</summary>
    public bool JsonAnswer { get; init; }

    /// <summary>Seed of the draws; null takes one from the messages.</summary>
    public int? Seed { get; init; }

    /// <summary>Hash of model and messages.</summary>
    public UInt128 PromptHash =>
        promptHash ??= Hash.Of(Messages.SelectMany(message => new[] { message.Role, message.Content }).Prepend(Model));

    /// <summary>Tokens of the prompt: its texts, and three a message for the frame.</summary>
    public int PromptTokens => promptTokens ??= Messages.Sum(message => TokenEstimate.Count(message.Content) + 3);

    /// <summary>Draws for one of the answers.</summary>
    public Random Randomness(int choice) =>
        Hash.Randomness(
            Seed?.ToString(CultureInfo.InvariantCulture) ?? "",
            PromptHash.ToString(CultureInfo.InvariantCulture),
            choice.ToString(CultureInfo.InvariantCulture)
        );

    /// <summary>Reads a request.</summary>
    /// <exception cref="ApiException">It is wrong.</exception>
    public static ChatRequest Read(JsonElement body) =>
        new()
        {
            Model = body.RequiredString("model"),
            Messages = ChatMessage.ReadAll(body),
            Choices = body.OptionalInteger("n", 1, 128) ?? 1,
            Temperature = body.OptionalNumber("temperature", 0, 2) ?? 0,
            MaxTokens =
                body.OptionalInteger("max_completion_tokens", 1, int.MaxValue) ?? body.OptionalInteger("max_tokens", 1, int.MaxValue),
            Stream = body.Find("stream") is { ValueKind: JsonValueKind.True },
            IncludeUsage = body.Find("stream_options")?.Find("include_usage") is { ValueKind: JsonValueKind.True },
            JsonAnswer = body.Find("response_format")?.OptionalString("type") is "json_object" or "json_schema",
            Seed = body.OptionalInteger("seed", int.MinValue, int.MaxValue),
        };
}
