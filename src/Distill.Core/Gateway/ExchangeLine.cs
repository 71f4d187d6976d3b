using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Distill.Core.Gateway;

/// <summary>
/// Writes exchanges as lines of the inference log. The bodies go in as they are but for three things: line breaks between their tokens become spaces, the user's key becomes its
/// hash, and the chunks of a stream become the answer they make. Not thread-safe: it keeps buffers.
/// </summary>
/// <param name="users">Hashes users.</param>
/// <param name="redaction">Masks personal data; null leaves texts as they are.</param>
/// <param name="keepsVectors">True keeps the vectors of embeddings, which are most of such an answer.</param>
public sealed class ExchangeLine(UserKeyHash users, PiiRedaction? redaction, bool keepsVectors = false)
{
    internal static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private const string Unloggable = "unloggable_body";

    private readonly ArrayBufferWriter<byte> _request = new();
    private readonly ArrayBufferWriter<byte> _response = new();

    /// <summary>Writes one line, without its end.</summary>
    public void Write(Exchange exchange, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        _request.ResetWrittenCount();
        _response.ResetWrittenCount();
        var user = exchange.User is null ? null : users.Hash(exchange.User);
        var (usage, inputs) = Prepare(exchange, user);
        using var writer = new Utf8JsonWriter(output, WriterOptions);
        writer.WriteStartObject();
        WriteIdentity(writer, exchange, user);
        WriteRaw(writer, "request"u8, _request.WrittenSpan);
        if (_response.WrittenCount > 0)
        {
            WriteRaw(writer, "response"u8, _response.WrittenSpan);
        }

        WriteOutcome(writer, exchange, usage, inputs);
        writer.WriteEndObject();
    }

    // Bodies come from strangers: one that cannot be copied must not stop the log.
    private (TokenUsage Usage, int? Inputs) Prepare(Exchange exchange, string? user)
    {
        try
        {
            CopyRequest(exchange, user);
            CopyResponse(exchange);
            var usage = UsageOf(exchange, _request.WrittenSpan, _response.WrittenSpan);
            var inputs = exchange.Kind == ExchangeKind.Embedding ? EmbeddingExchange.CountInputs(_request.WrittenSpan) : (int?)null;
            if (redaction is not null)
            {
                Replace(redaction.Mask(_request.WrittenMemory, _response.WrittenMemory));
            }

            return (usage, inputs);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException)
        {
            Replace(("null"u8.ToArray(), []));
            exchange.Error = Unloggable;
            return (default, null);
        }
    }

    private static void WriteIdentity(Utf8JsonWriter writer, Exchange exchange, string? user)
    {
        writer.WriteString("asid"u8, exchange.Asid);
        writer.WriteString("time"u8, exchange.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        writer.WriteString("alias"u8, exchange.Alias);
        WriteText(writer, "kind"u8, exchange.Kind == ExchangeKind.Embedding ? EmbeddingExchange.Kind : null);
        WriteText(writer, "target"u8, exchange.Target);
        WriteText(writer, "model"u8, exchange.Model);
        WriteText(writer, "version"u8, exchange.Version);
        WriteText(writer, "failed_target"u8, exchange.FailedTarget);
        WriteText(writer, "failed_version"u8, exchange.FailedVersion);
        WriteText(writer, "shadow_of"u8, exchange.ShadowOf);
        WriteText(writer, "user"u8, user);
        writer.WriteBoolean("stream"u8, exchange.Outline.Stream);
    }

    private static void WriteOutcome(Utf8JsonWriter writer, Exchange exchange, TokenUsage usage, int? inputs)
    {
        writer.WriteNumber("status"u8, exchange.Status);
        writer.WriteStartObject("usage"u8);
        writer.WriteNumber("input"u8, usage.Input);
        writer.WriteNumber("output"u8, usage.Output);
        if (usage.IsEstimated)
        {
            writer.WriteBoolean("estimated"u8, true);
        }

        writer.WriteEndObject();
        if (inputs is { } count)
        {
            writer.WriteNumber("inputs"u8, count);
        }

        writer.WriteNumber("latency_ms"u8, Math.Round(exchange.LatencyMs, 3));
        if (exchange.FirstTokenMs is { } first)
        {
            writer.WriteNumber("first_token_ms"u8, Math.Round(first, 3));
        }

        WriteText(writer, "error"u8, exchange.Error);
    }

    private static void WriteText(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteRaw(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(json, skipInputValidation: true);
    }

    private void CopyRequest(Exchange exchange, string? user)
    {
        var body = exchange.Request.Span;
        var span = exchange.Outline.UserSpan;
        if (span.Exists && exchange.Outline.User is not null)
        {
            AppendFlat(_request, body[..span.Start]);
            _request.Write(Encoding.UTF8.GetBytes($"\"{user}\""));
            body = body[span.End..];
        }

        AppendFlat(_request, body);
    }

    private void CopyResponse(Exchange exchange)
    {
        var body = exchange.Response.Span;
        switch (exchange.Form)
        {
            case AnswerForm.Json when exchange.Kind == ExchangeKind.Embedding && !keepsVectors:
                EmbeddingExchange.WriteWithoutVectors(body, _response);
                Flatten(MemoryMarshal.AsMemory(_response.WrittenMemory).Span);
                break;
            case AnswerForm.Json:
                AppendFlat(_response, body);
                break;
            case AnswerForm.Chunks:
                Assemble(body);
                break;
            case AnswerForm.Other when !body.IsEmpty:
                // Encoding.UTF8 puts U+FFFD where bytes are no UTF-8, so the line stays one.
                _response.Write(JsonSerializer.SerializeToUtf8Bytes(Encoding.UTF8.GetString(body)));
                break;
            default:
                break;
        }
    }

    private void Assemble(ReadOnlySpan<byte> chunks)
    {
        var whole = new StreamedCompletion();
        foreach (var range in chunks.Split((byte)'\n'))
        {
            whole.Add(chunks[range]);
        }

        if (!whole.IsEmpty)
        {
            whole.Write(_response);
        }
    }

    private static void AppendFlat(ArrayBufferWriter<byte> target, ReadOnlySpan<byte> json)
    {
        var span = target.GetSpan(json.Length)[..json.Length];
        json.CopyTo(span);
        Flatten(span);
        target.Advance(json.Length);
    }

    // A JSON text can have line breaks only between its tokens, where a space says the same.
    private static void Flatten(Span<byte> json)
    {
        if (json.ContainsAny((byte)'\n', (byte)'\r'))
        {
            json.Replace((byte)'\n', (byte)' ');
            json.Replace((byte)'\r', (byte)' ');
        }
    }

    private static TokenUsage UsageOf(Exchange exchange, ReadOnlySpan<byte> request, ReadOnlySpan<byte> response)
    {
        // Met when the answer passed, so it need not be looked for again.
        if (exchange.Usage.Exists && TokenUsage.Read(exchange.Response.Span.Slice(exchange.Usage.Start, exchange.Usage.Length)) is { } met)
        {
            return met;
        }

        var outline = CompletionOutline.Read(response);
        if (outline.Usage.Exists && TokenUsage.Read(response.Slice(outline.Usage.Start, outline.Usage.Length)) is { } counted)
        {
            return counted;
        }

        var output = outline.IsJson ? TokenUsage.Estimate(response, "choices"u8) : 0;
        var texts = exchange.Kind == ExchangeKind.Embedding ? "input"u8 : "messages"u8;
        return new TokenUsage(TokenUsage.Estimate(request, texts), output, IsEstimated: true);
    }

    private void Replace((byte[] Request, byte[] Response) masked)
    {
        _request.ResetWrittenCount();
        _request.Write(masked.Request);
        _response.ResetWrittenCount();
        _response.Write(masked.Response);
    }
}
