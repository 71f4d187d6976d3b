using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Formats.LlamaFactory;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Conversations;

/// <summary>
/// Alpaca: <c>{"instruction":"…","input":"…","output":"…"}</c> with optional <c>system</c> and <c>history</c> (<c>[["question","answer"], …]</c>).
/// Instruction and input, when there is one, become one user turn with a line break between, as LLaMA-Factory joins them; <c>chosen</c> and
/// <c>rejected</c> make it a preference, a truth value as <c>label</c> a verdict. <c>dataset_info.json</c> may name the fields otherwise.
/// </summary>
internal sealed class AlpacaDecoder : LlamaFactoryDecoder
{
    private readonly string prompt;
    private readonly string query;
    private readonly string history;

    /// <summary>A decoder.</summary>
    /// <param name="info">What dataset_info.json says; null for the usual names.</param>
    public AlpacaDecoder(LlamaFactoryDataset? info = null)
        : base(info, MessageList.Chat)
    {
        prompt = Column(info, "prompt", "instruction");
        // A file whose prompt is the column "input" has no second part.
        query = prompt == "input" ? "" : Column(info, "query", "input");
        history = Column(info, "history", "history");
        AnswerField = Column(info, "response", "output");
        PromptFields = [history, prompt, query];
    }

    protected override IReadOnlyList<string> PromptFields { get; }

    protected override string? AnswerField { get; }

    protected override SampleReadResult? AddPrompt(JsonElement element, List<Message> messages, ref JsonObject? meta) =>
        AddHistory(RecordFields.Find(element, history), messages) ?? AddInstruction(element, messages);

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
