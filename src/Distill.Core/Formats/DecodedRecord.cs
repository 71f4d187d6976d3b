using Distill.Core.Samples;

namespace Distill.Core.Formats;

/// <summary>A record as a source found it.</summary>
/// <param name="Line">Its first line, from 1.</param>
/// <param name="Offset">Offset of its first byte.</param>
/// <param name="Bytes">Its bytes; valid until the next record is asked for.</param>
/// <param name="Result">The sample, its id possibly empty, or the fault.</param>
internal readonly record struct DecodedRecord(long Line, long Offset, ReadOnlyMemory<byte> Bytes, SampleReadResult Result);
