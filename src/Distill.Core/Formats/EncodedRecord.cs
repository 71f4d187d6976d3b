using Distill.Core.Datasets;

namespace Distill.Core.Formats;

/// <summary>A record whose canonical line was written to a batch.</summary>
/// <param name="Reject">Why it is no sample; null for a sample.</param>
/// <param name="OwnId">Hash of the id that it brought itself; null for a derived one.</param>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Offset">Offset of its first byte in the file.</param>
/// <param name="IsAnswered">True when it ends with an answer.</param>
/// <param name="Start">Where its line begins in the batch.</param>
/// <param name="End">Where the next line begins; <paramref name="Start"/> for a reject.</param>
internal readonly record struct EncodedRecord(Reject? Reject, UInt128? OwnId, long Line, long Offset, bool IsAnswered, int Start, int End);
