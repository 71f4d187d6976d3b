using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Formats.LlamaFactory;
using Distill.Core.Formats.Preferences;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Conversations;

/// <summary>
/// Alpaca: <c>{"instruction":"…","input":"…","output":"…"}</c> with optional <c>system</c> and <c>history</c> (<c>[["question","answer"], …]</c>).
/// Instruction and input, when there is one, become one user turn with a line break between, as LLaMA-Factory joins them; <c>chosen</c> and
/// <c>rejected</c> make it a preference, a truth value as <c>label</c> a verdict. <c>dataset_info.json</c> may name the fields otherwise.
/// </summary>
internal sealed class AlpacaDecoder : ElementDecoder
{
    private readonly string prompt;
    private readonly string query;
    private readonly string response;
    private readonly string system;
    private readonly string history;
    private readonly string chosen;
    private readonly string rejected;
    private readonly string label;

    /// <summary>A decoder.</summary>
    /// <param name="info">What dataset_info.json says; null for the usual names.</param>
    public AlpacaDecoder(LlamaFactoryDataset? info = null)
    {
        string Column(string part, string usual) => info?.Columns.GetValueOrDefault(part) ?? usual;
        prompt = Column("prompt", "instruction");
        // A file whose prompt is the column "input" has no second part.
        query = prompt == "input" ? "" : Column("query", "input");
        response = Column("response", "output");
        system = Column("system", "system");
        history = Column("history", "history");
        chosen = Column("chosen", "chosen");
        rejected = Column("rejected", "rejected");
        label = Column("kto_tag", "label");
    }

    protected override SampleReadResult Decode(JsonElement element)
    {
        if (RequireObject(element) is { } shape)
        {
            return shape;
        }

        JsonObject? meta = null;
        var messages = new List<Message>();
        var fault =
            RecordFields.AddTurns(element, system, MessageRoles.System, required: false, messages, ref meta, MessageList.Chat)
            ?? AddHistory(RecordFields.Find(element, history), messages)
            ?? AddInstruction(element, messages);
        if (fault is { } found)
        {
            return found;
        }

        return RecordFields.Has(element, chosen) || RecordFields.Has(element, rejected)
            ? Pair(element, messages, meta)
            : One(element, messages, meta);
    }

    private SampleReadResult One(JsonElement element, List<Message> messages, JsonObject? meta)
    {
        if (
            RecordFields.AddTurns(element, response, MessageRoles.Assistant, required: false, messages, ref meta, MessageList.Chat) is
            { } fault
        )
        {
            return fault;
        }

        var verdict = RecordFields.Find(element, label);
        var judged = Verdict.IsOne(verdict);
        RecordFields.Keep(element, ["id", system, history, prompt, query, response, judged ? label : "id"], "", ref meta);
        return SampleReadResult.Of(
            new Sample
            {
                Id = RecordFields.IdOf(element),
                Messages = messages,
                Feedback = judged ? Verdict.Feedback(verdict.GetBoolean()) : null,
                Meta = meta,
            }
        );
    }

    private SampleReadResult Pair(JsonElement element, List<Message> messages, JsonObject? meta)
    {
        var better = new List<Message>();
        var worse = new List<Message>();
        var fault =
            RecordFields.AddTurns(element, chosen, MessageRoles.Assistant, required: true, better, ref meta, MessageList.Chat)
            ?? RecordFields.AddTurns(element, rejected, MessageRoles.Assistant, required: true, worse, ref meta, MessageList.Chat);
        if (fault is { } found)
        {
            return found;
        }

        RecordFields.Keep(element, ["id", system, history, prompt, query, chosen, rejected], "", ref meta);
        return PreferenceSample.Build(RecordFields.IdOf(element), messages, better, worse, meta);
    }

    private SampleReadResult? AddInstruction(JsonElement element, List<Message> messages)
    {
        var instruction = RecordFields.Find(element, prompt);
        var input = RecordFields.Find(element, query);
        if (instruction.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return RecordFaults.Missing(prompt, "The field");
        }

        if (instruction.ValueKind != JsonValueKind.String)
        {
            return RecordFaults.Invalid(prompt, "A text is wanted.");
        }

        if (input.ValueKind is not (JsonValueKind.String or JsonValueKind.Null or JsonValueKind.Undefined))
        {
            return RecordFaults.Invalid(query, "A text is wanted.");
        }

        var second = input.ValueKind == JsonValueKind.String ? input.GetString()! : "";
        string[] parts = [.. new[] { instruction.GetString()!, second }.Where(part => part.Length > 0)];
        if (parts.All(string.IsNullOrWhiteSpace))
        {
            return RecordFaults.Empty(prompt);
        }

        messages.Add(Message.User(string.Join('\n', parts)));
        return null;
    }

    private SampleReadResult? AddHistory(JsonElement turns, List<Message> messages)
    {
        if (turns.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return null;
        }

        if (turns.ValueKind != JsonValueKind.Array || turns.EnumerateArray().Any(turn => !IsTurn(turn)))
        {
            return RecordFaults.Invalid(history, "A list of [\"question\",\"answer\"] pairs is wanted.");
        }

        foreach (var turn in turns.EnumerateArray())
        {
            messages.Add(Message.User(turn[0].GetString()!));
            messages.Add(Message.Assistant(turn[1].GetString()!));
        }

        return null;
    }

    private static bool IsTurn(JsonElement turn) =>
        turn.ValueKind == JsonValueKind.Array
        && turn.GetArrayLength() == 2
        && turn.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String);
}
