using System.Text.Json;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Writing;

/// <summary>Requests of a batch: the prompt of each sample, its id as <c>custom_id</c>.</summary>
/// <param name="model">The model or deployment to ask.</param>
internal sealed class BatchInputEncoder(string model) : SampleEncoder
{
    public override string? Refusal(Sample sample) => sample.Prompt.Count == 0 ? "no prompt" : null;

    public override void Write(Utf8JsonWriter json, Sample sample, int record, WriteLoss loss)
    {
        json.WriteStartObject();
        json.WriteString("custom_id", sample.Id);
        json.WriteString("method", "POST");
        json.WriteString("url", "/v1/chat/completions");
        json.WriteStartObject("body");
        json.WriteString("model", model);
        WriteMessages(json, "messages", sample.Prompt);
        json.WriteEndObject();
        json.WriteEndObject();
        loss.Note(sample, CarriedParts.Id);
    }
}
