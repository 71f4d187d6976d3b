using Distill.Core.Samples;

namespace Distill.Core.Formats;

/// <summary>Makes a sample of the JSON text of one record.</summary>
internal interface IRecordDecoder
{
    /// <summary>The sample, its id empty when the record has none, or the fault.</summary>
    SampleReadResult Decode(ReadOnlyMemory<byte> json);
}
