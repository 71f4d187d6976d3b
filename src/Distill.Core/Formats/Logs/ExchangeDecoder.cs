using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Formats.Conversations;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Logs;

/// <summary>
/// Inference logs of one request and its response a record: Qianfan's (<c>requestid, timestamp, asid, request.body.messages, response.body.result</c> or
/// <c>choices[0].message.content</c>) and NVIDIA's (<c>timestamp, workload_id, client_id, request, response</c>). Bodies may be objects or JSON in a text.
/// The time becomes <c>meta.time</c> as it is written; what else is there stays under <c>meta</c>.
/// </summary>
/// <param name="fields">Names of id and time.</param>
internal sealed class ExchangeDecoder(ExchangeFields fields) : ElementDecoder
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonLine.MaxDepth };

    protected override SampleReadResult Decode(JsonElement element)
    {
        if (RequireObject(element) is { } shape)
        {
            return shape;
        }

        using var request = Body(element, "request", out var requestField);
        using var response = Body(element, "response", out var responseField);
        if (request is null || response is null)
        {
            return RecordFaults.Missing(request is null ? "request" : "response", "An object, or JSON in a text,");
        }

        return Read(element, request.RootElement, requestField, response.RootElement, responseField);
    }

    private SampleReadResult Read(JsonElement element, JsonElement request, string requestField, JsonElement response, string responseField)
    {
        if (Failure(response) is { } failure)
        {
            return SampleReadResult.Fault(RejectReasons.FailedCall, $"The call was answered by an error: {failure}", responseField);
        }

        JsonObject? meta = null;
        var messages = new List<Message>();
        var fault =
            RecordFields.AddTurns(request, "system", MessageRoles.System, required: false, messages, ref meta, MessageList.Chat)
            ?? MessageList.Chat.Read(RecordFields.Find(request, "messages"), requestField + ".messages", messages, ref meta)
            ?? Completion.Read(response, responseField, messages, ref meta);
        if (fault is { } found)
        {
            return found;
        }

        RecordFields.Keep(request, ["messages", "system", "model"], requestField + ".", ref meta);
        var id = fields.Id.FirstOrDefault(name => RecordFields.IdOf(element, name).Length > 0);
        RecordFields.Keep(element, [id ?? "", fields.Time, "request", "response"], "", ref meta);
        if (RecordFields.Has(element, fields.Time))
        {
            (meta ??= [])["time"] = JsonNodes.Of(element.GetProperty(fields.Time));
        }

        return SampleReadResult.Of(
            new Sample
            {
                Id = id is null ? RecordFields.IdOf(response) : RecordFields.IdOf(element, id),
                Messages = messages,
                Meta = meta,
            }
        );
    }

    private static string? Failure(JsonElement response) =>
        RecordFields.Has(response, "error") ? response.GetProperty("error").GetRawText()
        : RecordFields.Has(response, "error_code") && !RecordFields.Has(response, "result")
            ? $"{response.GetProperty("error_code").GetRawText()} {RecordFields.Find(response, "error_msg")}"
        : null;

    // The message body: the field itself, its "body", or either of them written as a text.
    private static JsonDocument? Body(JsonElement record, string name, out string field)
    {
        field = name;
        var value = RecordFields.Find(record, name);
        using var outer = value.ValueKind == JsonValueKind.String ? Parse(value.GetString()!) : null;
        value = outer?.RootElement ?? value;
        if (RecordFields.Has(value, "body"))
        {
            field += ".body";
            value = value.GetProperty("body");
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => Parse(value.GetRawText()),
            JsonValueKind.String => Parse(value.GetString()!),
            _ => null,
        };
    }

    private static JsonDocument? Parse(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return JsonLine.Check(bytes) is null && bytes.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{', ..]
            ? JsonDocument.Parse(bytes, Options)
            : null;
    }
}
