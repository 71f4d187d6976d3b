using System.Text.Json;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Writing;

/// <summary>Pairs as message lists: TRL's <c>prompt, chosen, rejected</c> or OpenAI's <c>input.messages, preferred_output, non_preferred_output</c>.</summary>
/// <param name="openAI">True for OpenAI's names.</param>
internal sealed class PairEncoder(bool openAI) : SampleEncoder
{
    public override string? Refusal(Sample sample) => Refuse(sample);

    /// <summary>Why a sample is no pair, or null.</summary>
    public static string? Refuse(Sample sample) =>
        sample.Chosen is null || sample.Rejected is null ? "no chosen and rejected answer" : null;

    public override void Write(Utf8JsonWriter json, Sample sample, int record, WriteLoss loss)
    {
        json.WriteStartObject();
        if (openAI)
        {
            json.WriteStartObject("input");
            WriteMessages(json, "messages", sample.Messages);
            json.WriteEndObject();
        }
        else
        {
            WriteMessages(json, "prompt", sample.Messages);
        }

        WriteMessages(json, openAI ? "preferred_output" : "chosen", sample.Chosen!);
        WriteMessages(json, openAI ? "non_preferred_output" : "rejected", sample.Rejected!);
        json.WriteEndObject();
        loss.Note(sample, CarriedParts.Pair | CarriedParts.Answer);
    }
}
