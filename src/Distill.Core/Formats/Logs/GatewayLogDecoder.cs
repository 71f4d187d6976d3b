using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Formats.Conversations;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Logs;

/// <summary>
/// The inference log of Distill's own gateway: <c>{"asid","time","alias","target","model","request":{…},"response":{…},"status","usage","latency_ms"}</c>. The asid is the sample's id and stays
/// under <c>meta</c> with time, alias, model, version, user, usage and latency. An exchange without an answer is a reject; a line of another <c>kind</c>, an embedding, is passed over.
/// </summary>
internal sealed class GatewayLogDecoder : ElementDecoder
{
    public override SampleReadResult Decode(ReadOnlyMemory<byte> json) =>
        GatewayLine.TryRead(json.Span, out var line) ? SampleReadResult.Of(line.ToSample()) : DecodeTree(json);

    /// <summary>The meaning of any line. What <see cref="GatewayLine"/> makes of an ordinary one is the same.</summary>
    internal SampleReadResult DecodeTree(ReadOnlyMemory<byte> json) => base.Decode(json);

    protected override SampleReadResult Decode(JsonElement element)
    {
        if (RequireObject(element) is { } shape)
        {
            return shape;
        }

        if (RecordFields.Has(element, "kind"))
        {
            return SampleReadResult.Fault(RejectReasons.OtherKind, "The call was of another kind than chat.", "kind");
        }

        if (RecordFields.IdOf(element, "asid") is not { Length: > 0 } asid)
        {
            return RecordFaults.Missing("asid", "The id of the answer");
        }

        var request = RecordFields.Find(element, "request");
        var response = RecordFields.Find(element, "response");
        if (Failure(element, response) is { } failure)
        {
            return SampleReadResult.Fault(RejectReasons.FailedCall, $"The call was not answered: {failure}", "response");
        }

        JsonObject? meta = null;
        var messages = new List<Message>();
        var fault =
            MessageList.Chat.Read(RecordFields.Find(request, "messages"), "request.messages", messages, ref meta)
            ?? Completion.Read(response, "response", messages, ref meta);
        if (fault is { } found)
        {
            return found;
        }

        RecordFields.Keep(request, ["messages", "model", "stream", "user"], "request.", ref meta);
        // Comes last: the gateway's own model and usage take the place of the platform's.
        RecordFields.Keep(element, ["request", "response", "status"], "", ref meta);
        return SampleReadResult.Of(
            new Sample
            {
                Id = asid,
                Messages = messages,
                Meta = meta,
            }
        );
    }

    // An answer that the caller did not wait for to its end is an answer all the same: that it was stopped is a signal.
    private static string? Failure(JsonElement element, JsonElement response)
    {
        if (RecordFields.Has(response, "choices"))
        {
            return null;
        }

        return RecordFields.Has(element, "error") ? element.GetProperty("error").ToString()
            : RecordFields.Has(response, "error") ? response.GetProperty("error").GetRawText()
            : $"status {RecordFields.Find(element, "status")}";
    }
}
