using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Formats.Preferences;
using Distill.Core.Samples;

namespace Distill.Core.Formats;

/// <summary>
/// Qianfan turns, <c>[{"system":"…","prompt":"…","response":[["…"]]}, …]</c>: an array is one conversation, an object a conversation of one turn; turns may
/// be named <c>user</c> and <c>assistant</c> as well. The first response is the answer; others are kept as <c>meta["turns[i].responses"]</c>, unknown
/// fields of a turn as <c>meta["turns[i].name"]</c>. A last turn with <c>chosen</c> and <c>rejected</c> makes it a preference (DPO), one with a truth value
/// as <c>label</c> a verdict (KTO).
/// </summary>
internal sealed class QianfanDecoder : ElementDecoder
{
    protected override SampleReadResult Decode(JsonElement element)
    {
        JsonObject? meta = null;
        var messages = new List<Message>();
        if (element.ValueKind == JsonValueKind.Object)
        {
            return AddTurn(element, 0, isLast: true, messages, ref meta) ?? Build(element, element, messages, meta);
        }

        var count = element.ValueKind == JsonValueKind.Array ? element.GetArrayLength() : 0;
        if (count == 0)
        {
            return SampleReadResult.Fault(
                RejectReasons.WrongShape,
                "A conversation is an array of at least one {\"prompt\",\"response\"} turn."
            );
        }

        for (var index = 0; index < count; index++)
        {
            if (AddTurn(element[index], index, index == count - 1, messages, ref meta) is { } fault)
            {
                return fault;
            }
        }

        return Build(element[0], element[count - 1], messages, meta);
    }

    private static SampleReadResult Build(JsonElement first, JsonElement last, List<Message> messages, JsonObject? meta)
    {
        var id = RecordFields.IdOf(first);
        if (RecordFields.Has(last, "chosen") || RecordFields.Has(last, "rejected"))
        {
            return BuildPair(id, last, messages, meta);
        }

        var label = RecordFields.Find(last, "label");
        return SampleReadResult.Of(
            new Sample
            {
                Id = id,
                Messages = messages,
                Feedback = Verdict.IsOne(label) ? Verdict.Feedback(label.GetBoolean()) : null,
                Meta = meta,
            }
        );
    }

    private static SampleReadResult BuildPair(string id, JsonElement last, List<Message> messages, JsonObject? meta)
    {
        if (FirstText(last, "chosen") is not { } chosen || FirstText(last, "rejected") is not { } rejected)
        {
            return RecordFaults.Invalid("chosen", "The last turn has a text, or a list of texts, as chosen and as rejected.");
        }

        return PreferenceSample.Build(id, messages, [Message.Assistant(chosen)], [Message.Assistant(rejected)], meta);
    }

    private static string? FirstText(JsonElement turn, string name) => Answers(RecordFields.Find(turn, name)).FirstOrDefault();

    // Fields that the last turn gives to the whole sample are not kept a second time.
    private static string[] Taken(JsonElement turn, int index, bool isLast)
    {
        List<string> taken = ["prompt", "user", "response", "assistant"];
        if (index == 0)
        {
            taken.AddRange("id", "system");
        }

        if (isLast)
        {
            taken.AddRange("chosen", "rejected");
        }

        if (isLast && Verdict.IsOne(RecordFields.Find(turn, "label")))
        {
            taken.Add("label");
        }

        return [.. taken];
    }

    private static SampleReadResult? AddTurn(JsonElement turn, int index, bool isLast, List<Message> messages, ref JsonObject? meta)
    {
        var field = $"turns[{index}]";
        if (turn.ValueKind != JsonValueKind.Object)
        {
            return RecordFaults.Invalid(field, "A turn is an object with prompt and response.");
        }

        if (turn.TryGetProperty("system", out var system) && system.ValueKind == JsonValueKind.String && messages.Count == 0)
        {
            messages.Add(Message.System(system.GetString()!));
        }

        if (
            !(turn.TryGetProperty("prompt", out var prompt) || turn.TryGetProperty("user", out prompt))
            || prompt.ValueKind != JsonValueKind.String
        )
        {
            return RecordFaults.Missing(field + ".prompt", "The prompt, a text,");
        }

        if (prompt.GetString() is not { Length: > 0 } text)
        {
            return RecordFaults.Empty(field + ".prompt");
        }

        messages.Add(Message.User(text));
        RecordFields.Keep(turn, Taken(turn, index, isLast), field + ".", ref meta);
        return AddResponse(turn, field, isLast, messages, ref meta);
    }

    private static SampleReadResult? AddResponse(JsonElement turn, string field, bool isLast, List<Message> messages, ref JsonObject? meta)
    {
        field += ".response";
        var found = turn.TryGetProperty("response", out var response) || turn.TryGetProperty("assistant", out response);
        if (!found || response.ValueKind == JsonValueKind.Null)
        {
            return isLast ? null : RecordFaults.Missing(field, "The response of a turn before the last");
        }

        var answers = Answers(response).ToList();
        if (answers.Count == 0 || answers.Contains(null))
        {
            return RecordFaults.Invalid(field, "A response is a list of lists of texts: [[\"…\"]].");
        }

        if (string.IsNullOrWhiteSpace(answers[0]))
        {
            return isLast ? null : RecordFaults.Empty(field);
        }

        messages.Add(Message.Assistant(answers[0]!));
        if (answers.Count > 1)
        {
            (meta ??= [])[field + "s"] = new JsonArray([.. answers.Select(answer => JsonValue.Create(answer))]);
        }

        return null;
    }

    // The texts of "…", ["…"] or [["…"]]; null for what is no text.
    private static IEnumerable<string?> Answers(JsonElement response) =>
        response.ValueKind switch
        {
            JsonValueKind.String => [response.GetString()],
            JsonValueKind.Array => response.EnumerateArray().SelectMany(Answers),
            _ => [null],
        };
}
