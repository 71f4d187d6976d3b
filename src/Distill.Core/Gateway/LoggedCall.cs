using System.Text.Json;
using Distill.Core.Samples;

namespace Distill.Core.Gateway;

/// <summary>What a line of the inference log says besides request and answer, which are passed over unread.</summary>
internal sealed class LoggedCall
{
    private const int ClientClosedRequest = 499;

    public string? Asid { get; private set; }

    public string? Alias { get; private set; }

    public DateTimeOffset Time { get; private set; }

    /// <summary>The model that answered, or was asked last.</summary>
    public AliasTarget? Target { get; private set; }

    /// <summary>The model that failed before another was asked; null when none did.</summary>
    public AliasTarget? Missed { get; private set; }

    /// <summary>The asid of the answer that the caller got, when this is a shadow's.</summary>
    public string? ShadowOf { get; private set; }

    /// <summary>Hash of the user's key; null when the caller named no user.</summary>
    public string? User { get; private set; }

    /// <summary>True when vectors were asked for, not an answer.</summary>
    public bool IsEmbedding { get; private set; }

    public bool IsShadow => ShadowOf is not null;

    public double LatencyMs { get; private set; }

    /// <summary>True when the caller left.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>True when there was no whole answer: a status of 408, 429 or 5xx, or a stream that broke off.</summary>
    public bool IsFailed { get; private set; }

    /// <summary>Reads a line; null when it is none: a torn one, which was never acknowledged.</summary>
    public static LoggedCall? Read(ReadOnlySpan<byte> line)
    {
        if (JsonLine.Check(line) is not null)
        {
            return null;
        }

        var reader = new Utf8JsonReader(line, JsonLine.ReaderOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Take(ref reader, texts, numbers);
        }

        return Of(texts, numbers);
    }

    private static void Take(ref Utf8JsonReader reader, Dictionary<string, string> texts, Dictionary<string, double> numbers)
    {
        if (reader.ValueTextEquals("request"u8) || reader.ValueTextEquals("response"u8))
        {
            reader.Skip();
            return;
        }

        var name = reader.GetString()!;
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                texts[name] = reader.GetString()!;
                break;
            case JsonTokenType.Number:
                numbers[name] = reader.GetDouble();
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static LoggedCall? Of(Dictionary<string, string> texts, Dictionary<string, double> numbers)
    {
        if (!texts.TryGetValue("time", out var text) || !DateTimeOffset.TryParse(text, null, out var time))
        {
            return null;
        }

        var status = numbers.GetValueOrDefault("status");
        var isGivenUp = status == ClientClosedRequest;
        return new LoggedCall
        {
            Asid = texts.GetValueOrDefault("asid"),
            Alias = texts.GetValueOrDefault("alias"),
            Time = time,
            Target = TargetOf(texts, "target", "version"),
            Missed = TargetOf(texts, "failed_target", "failed_version"),
            IsEmbedding = texts.GetValueOrDefault("kind") == EmbeddingExchange.Kind,
            ShadowOf = texts.GetValueOrDefault("shadow_of"),
            User = texts.GetValueOrDefault("user"),
            LatencyMs = numbers.GetValueOrDefault("latency_ms"),
            IsGivenUp = isGivenUp,
            IsFailed = !isGivenUp && (status is 408 or 429 or >= 500 || texts.ContainsKey("error")),
        };
    }

    private static AliasTarget? TargetOf(Dictionary<string, string> texts, string model, string version) =>
        texts.TryGetValue(model, out var name) ? new AliasTarget { Model = name, Version = texts.GetValueOrDefault(version) } : null;
}
