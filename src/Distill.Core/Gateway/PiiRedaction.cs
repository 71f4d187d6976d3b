using System.Buffers;
using System.Text.Json;
using Distill.Core.Operators;
using Distill.Core.Operators.Privacy;
using Distill.Core.Samples;

namespace Distill.Core.Gateway;

/// <summary>
/// Masks personal data in a logged exchange with the operator <c>pii_mask</c>: in every text value of request and response, the same value by the same placeholder in both.
/// Thread-safe.
/// </summary>
public sealed class PiiRedaction
{
    private static readonly JsonDocumentOptions ReadOptions = new() { MaxDepth = JsonLine.MaxDepth };

    private readonly IMapper _mask = CreateMask();

    /// <summary>Both with their texts masked.</summary>
    /// <param name="request">A JSON value.</param>
    /// <param name="response">A JSON value; empty when there is none.</param>
    public (byte[] Request, byte[] Response) Mask(ReadOnlyMemory<byte> request, ReadOnlyMemory<byte> response)
    {
        using var asked = JsonDocument.Parse(request, ReadOptions);
        using var answered = response.IsEmpty ? null : JsonDocument.Parse(response, ReadOptions);
        var texts = new List<string>();
        Collect(asked.RootElement, texts);
        if (answered is not null)
        {
            Collect(answered.RootElement, texts);
        }

        var sample = new Sample { Id = "log", Messages = [.. texts.Select(Message.User)] };
        var masked = new Queue<string>(_mask.Map(sample).Messages.Select(message => message.Content));
        return (Rewrite(asked.RootElement, masked), answered is null ? [] : Rewrite(answered.RootElement, masked));
    }

    private static IMapper CreateMask()
    {
        var descriptor = PiiMask.Descriptor;
        var defaults = descriptor.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => parameter.Default,
            StringComparer.Ordinal
        );
        return (IMapper)descriptor.Create(new OperatorArguments(defaults), new OperatorContext());
    }

    private static void Collect(JsonElement element, List<string> texts)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var field in element.EnumerateObject())
                {
                    Collect(field.Value, texts);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Collect(item, texts);
                }

                break;
            case JsonValueKind.String:
                texts.Add(TextOf(element));
                break;
            default:
                break;
        }
    }

    // Half a surrogate pair is no text that could be masked, and must not stop the log: its escapes stand for it.
    private static string TextOf(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return element.GetRawText()[1..^1];
        }
    }

    private static byte[] Rewrite(JsonElement root, Queue<string> texts)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, ExchangeLine.WriterOptions))
        {
            Rewrite(root, texts, writer);
        }

        return output.WrittenSpan.ToArray();
    }

    // In the order of Collect.
    private static void Rewrite(JsonElement element, Queue<string> texts, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var field in element.EnumerateObject())
                {
                    writer.WritePropertyName(NameOf(field));
                    Rewrite(field.Value, texts, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Rewrite(item, texts, writer);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(texts.Dequeue());
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static string NameOf(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }
}
