using System.Text.Json;
using Distill.Core.Formats.Preferences;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Writing;

/// <summary>
/// TRL's <c>prompt</c> and <c>completion</c> as message lists, with a verdict as <c>label</c> when unpaired. A pair is written as its chosen answer, or, unpaired,
/// as two records: the chosen answer with a true, the rejected one with a false label.
/// </summary>
/// <param name="unpaired">True to write labels.</param>
internal sealed class PromptCompletionEncoder(bool unpaired) : SampleEncoder
{
    public override string? Refusal(Sample sample) =>
        sample.Answer is null && sample.Chosen is null ? "no answer"
        : unpaired ? RefuseVerdict(sample)
        : null;

    /// <summary>Why a sample has no verdict, or null.</summary>
    public static string? RefuseVerdict(Sample sample) =>
        sample.Chosen is null && Verdict.Of(sample) is null ? "no verdict (feedback.thumb) and no pair" : null;

    public override int CountRecords(Sample sample) => unpaired && sample.Chosen is not null ? 2 : 1;

    public override void Write(Utf8JsonWriter json, Sample sample, int record, WriteLoss loss)
    {
        var isPair = sample.Chosen is not null;
        json.WriteStartObject();
        WriteMessages(json, "prompt", isPair ? sample.Messages : sample.Prompt);
        WriteMessages(json, "completion", isPair ? (record == 0 ? sample.Chosen! : sample.Rejected!) : [sample.Messages[^1]]);
        if (unpaired)
        {
            json.WriteBoolean("label", isPair ? record == 0 : Verdict.Of(sample)!.Value);
        }

        json.WriteEndObject();
        if (record == 0)
        {
            loss.Note(sample, CarriedParts.Answer | (unpaired ? CarriedParts.Pair | CarriedParts.Thumb : CarriedParts.None));
        }
    }
}
