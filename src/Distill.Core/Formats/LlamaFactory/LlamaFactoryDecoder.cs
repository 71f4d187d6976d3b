using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Formats.Conversations;
using Distill.Core.Formats.Preferences;
using Distill.Core.Samples;

namespace Distill.Core.Formats.LlamaFactory;

/// <summary>
/// What the two formats of LLaMA-Factory share: a system text, a prompt, and then one answer, perhaps with a truth value as <c>label</c>, or a pair
/// <c>chosen</c> and <c>rejected</c>. <c>dataset_info.json</c> may name the fields otherwise.
/// </summary>
/// <param name="info">What dataset_info.json says; null for the usual names.</param>
/// <param name="reader">Reads the messages of a field.</param>
internal abstract class LlamaFactoryDecoder(LlamaFactoryDataset? info, MessageList reader) : ElementDecoder
{
    private readonly string system = Column(info, "system", "system");
    private readonly string chosen = Column(info, "chosen", "chosen");
    private readonly string rejected = Column(info, "rejected", "rejected");
    private readonly string label = Column(info, "kto_tag", "label");

    /// <summary>Reads the messages of a field.</summary>
    protected MessageList Reader => reader;

    /// <summary>Names of the fields that hold the prompt.</summary>
    protected abstract IReadOnlyList<string> PromptFields { get; }

    /// <summary>Name of the field that holds the answer; null when it is one of the prompt's messages.</summary>
    protected abstract string? AnswerField { get; }

    /// <summary>Name of the column that holds a part.</summary>
    protected static string Column(LlamaFactoryDataset? info, string part, string usual) => info?.Columns.GetValueOrDefault(part) ?? usual;

    /// <summary>Adds the turns of the prompt, or says what is wrong with them.</summary>
    protected abstract SampleReadResult? AddPrompt(JsonElement element, List<Message> messages, ref JsonObject? meta);

    protected sealed override SampleReadResult Decode(JsonElement element)
    {
        if (RequireObject(element) is { } shape)
        {
            return shape;
        }

        JsonObject? meta = null;
        var messages = new List<Message>();
        var fault =
            RecordFields.AddTurns(element, system, MessageRoles.System, required: false, messages, ref meta, reader)
            ?? AddPrompt(element, messages, ref meta);
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
            AnswerField is { } answer
            && RecordFields.AddTurns(element, answer, MessageRoles.Assistant, required: false, messages, ref meta, reader) is { } fault
        )
        {
            return fault;
        }

        var verdict = RecordFields.Find(element, label);
        var judged = Verdict.IsOne(verdict);
        RecordFields.Keep(element, ["id", system, .. PromptFields, AnswerField ?? "id", judged ? label : "id"], "", ref meta);
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
            RecordFields.AddTurns(element, chosen, MessageRoles.Assistant, required: true, better, ref meta, reader)
            ?? RecordFields.AddTurns(element, rejected, MessageRoles.Assistant, required: true, worse, ref meta, reader);
        if (fault is { } found)
        {
            return found;
        }

        RecordFields.Keep(element, ["id", system, .. PromptFields, chosen, rejected], "", ref meta);
        return PreferenceSample.Build(RecordFields.IdOf(element), messages, better, worse, meta);
    }
}
