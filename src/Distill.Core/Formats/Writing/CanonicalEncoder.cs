using System.Text.Json;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Writing;

/// <summary>The canonical sample: loses nothing.</summary>
internal sealed class CanonicalEncoder : SampleEncoder
{
    public override string? Refusal(Sample sample) => null;

    public override void Write(Utf8JsonWriter json, Sample sample, int record, WriteLoss loss) => SampleJson.Write(json, sample);
}
