using System.Text.Json;
using Distill.Core.Formats.Preferences;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Writing;

/// <summary>
/// Qianfan turns: <c>[{"prompt":"…","response":[["…"]]}]</c>; for DPO the last turn has <c>chosen</c> and <c>rejected</c>, for KTO a <c>label</c>. A pair becomes,
/// for KTO, two records as for TRL.
/// </summary>
/// <param name="kind">What is trained.</param>
internal sealed class QianfanEncoder(QianfanEncoder.Kind kind) : SampleEncoder
{
    /// <summary>What is trained.</summary>
    public enum Kind
    {
        /// <summary>Supervised.</summary>
        Sft,

        /// <summary>Pairs.</summary>
        Dpo,

        /// <summary>Verdicts.</summary>
        Kto,
    }

    public override string? Refusal(Sample sample)
    {
        if (TurnPairs.Of(sample) is not { } turns)
        {
            return TurnPairs.Refusal;
        }

        if (sample.Chosen is not null && (TurnPairs.Single(sample.Chosen) is null || TurnPairs.Single(sample.Rejected) is null))
        {
            return "chosen or rejected is not one assistant turn";
        }

        return kind switch
        {
            Kind.Dpo => PairEncoder.Refuse(sample),
            Kind.Kto when turns.Answer is null && sample.Chosen is null => "no answer",
            Kind.Kto => PromptCompletionEncoder.RefuseVerdict(sample),
            _ => null,
        };
    }

    public override int CountRecords(Sample sample) => kind == Kind.Kto && sample.Chosen is not null ? 2 : 1;

    public override void Write(Utf8JsonWriter json, Sample sample, int record, WriteLoss loss)
    {
        var turns = TurnPairs.Of(sample)!;
        var system = turns.System;
        json.WriteStartArray();
        foreach (var (question, answer) in turns.Past)
        {
            Begin(json, ref system, question);
            WriteResponse(json, answer);
            json.WriteEndObject();
        }

        Begin(json, ref system, turns.Question);
        WriteLast(json, sample, turns, record);
        json.WriteEndObject();
        json.WriteEndArray();
        if (record == 0)
        {
            loss.Note(sample, Carried());
        }
    }

    private CarriedParts Carried() =>
        kind switch
        {
            Kind.Dpo => CarriedParts.Answer | CarriedParts.Pair,
            Kind.Kto => CarriedParts.Answer | CarriedParts.Pair | CarriedParts.Thumb,
            _ => CarriedParts.Answer,
        };

    private void WriteLast(Utf8JsonWriter json, Sample sample, TurnPairs turns, int record)
    {
        var chosen = TurnPairs.Single(sample.Chosen);
        var rejected = TurnPairs.Single(sample.Rejected);
        if (kind == Kind.Dpo)
        {
            json.WriteString("chosen", chosen);
            json.WriteString("rejected", rejected);
            return;
        }

        if ((record == 0 ? chosen ?? turns.Answer : rejected) is { } answer)
        {
            WriteResponse(json, answer);
        }

        if (kind == Kind.Kto)
        {
            json.WriteBoolean("label", chosen is null ? Verdict.Of(sample)!.Value : record == 0);
        }
    }

    private static void Begin(Utf8JsonWriter json, ref string? system, string prompt)
    {
        json.WriteStartObject();
        if (system is not null)
        {
            json.WriteString("system", system);
            system = null;
        }

        json.WriteString("prompt", prompt);
    }

    private static void WriteResponse(Utf8JsonWriter json, string answer)
    {
        json.WriteStartArray("response");
        json.WriteStartArray();
        json.WriteStringValue(answer);
        json.WriteEndArray();
        json.WriteEndArray();
    }
}
