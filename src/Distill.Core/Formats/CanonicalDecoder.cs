using Distill.Core.Samples;

namespace Distill.Core.Formats;

/// <summary>The canonical sample.</summary>
internal sealed class CanonicalDecoder : IRecordDecoder
{
    public SampleReadResult Decode(ReadOnlyMemory<byte> json) => SampleJson.Read(json.Span, idRequired: false);
}
