using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
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

    private static readonly JsonSerializerOptions WriteOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = JsonLine.MaxDepth,
    };

    private readonly IMapper _mask = CreateMask();

    /// <summary>Both with their texts masked.</summary>
    /// <param name="request">A JSON value.</param>
    /// <param name="response">A JSON value; empty when there is none.</param>
    public (byte[] Request, byte[] Response) Mask(ReadOnlySpan<byte> request, ReadOnlySpan<byte> response)
    {
        var nodes = new JsonArray(JsonNode.Parse(request, documentOptions: ReadOptions));
        if (!response.IsEmpty)
        {
            nodes.Add(JsonNode.Parse(response, documentOptions: ReadOptions));
        }

        var texts = new List<JsonValue>();
        Collect(nodes, texts);
        var sample = new Sample { Id = "log", Messages = [.. texts.Select(text => Message.User(text.GetValue<string>()))] };
        var masked = _mask.Map(sample).Messages;
        for (var index = 0; index < texts.Count; index++)
        {
            if (!ReferenceEquals(masked[index], sample.Messages[index]))
            {
                texts[index].ReplaceWith(masked[index].Content);
            }
        }

        return (Serialize(nodes[0]), nodes.Count > 1 ? Serialize(nodes[1]) : []);
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

    private static void Collect(JsonNode? node, List<JsonValue> texts)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var (_, value) in fields)
                {
                    Collect(value, texts);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Collect(item, texts);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                texts.Add(value);
                break;
            default:
                break;
        }
    }

    private static byte[] Serialize(JsonNode? node) => JsonSerializer.SerializeToUtf8Bytes(node, WriteOptions);
}
