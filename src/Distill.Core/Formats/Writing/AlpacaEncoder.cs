using System.Text.Json;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Writing;

/// <summary>Alpaca, as LLaMA-Factory reads it: the last question as instruction, earlier turns as history, <c>chosen</c> and <c>rejected</c> texts for pairs.</summary>
internal sealed class AlpacaEncoder : LlamaFactoryEncoder
{
    public override void Write(Utf8JsonWriter json, Sample sample, int record, WriteLoss loss)
    {
        var turns = TurnPairs.Of(sample)!;
        json.WriteStartObject();
        json.WriteString("instruction", turns.Question);
        json.WriteString("input", "");
        if (Kind == DatasetKind.Pairs)
        {
            json.WriteString("chosen", TurnPairs.Single(sample.Chosen));
            json.WriteString("rejected", TurnPairs.Single(sample.Rejected));
        }
        else
        {
            json.WriteString("output", turns.Answer ?? "");
        }

        if (turns.System is not null)
        {
            json.WriteString("system", turns.System);
        }

        WriteHistory(json, turns);
        WriteVerdict(json, sample);
        json.WriteEndObject();
        loss.Note(sample, Carried);
    }

    public override void WriteInfo(Utf8JsonWriter json)
    {
        if (Kind == DatasetKind.Pairs)
        {
            json.WriteBoolean("ranking", true);
        }

        json.WriteStartObject("columns");
        json.WriteString("prompt", "instruction");
        json.WriteString("query", "input");
        if (Kind != DatasetKind.Pairs)
        {
            json.WriteString("response", "output");
        }

        json.WriteString("system", "system");
        json.WriteString("history", "history");
        WriteKindColumns(json);
        json.WriteEndObject();
    }

    protected override string? Unfit(Sample sample)
    {
        if (TurnPairs.Of(sample) is null)
        {
            return TurnPairs.Refusal;
        }

        return sample.Chosen is not null && (TurnPairs.Single(sample.Chosen) is null || TurnPairs.Single(sample.Rejected) is null)
            ? "chosen or rejected is not one assistant turn"
            : null;
    }

    private static void WriteHistory(Utf8JsonWriter json, TurnPairs turns)
    {
        if (turns.Past.Count == 0)
        {
            return;
        }

        json.WriteStartArray("history");
        foreach (var (question, answer) in turns.Past)
        {
            json.WriteStartArray();
            json.WriteStringValue(question);
            json.WriteStringValue(answer);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
