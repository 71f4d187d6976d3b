namespace Distill.Core.Formats;

/// <summary>A line that holds a record, before it is decoded.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Offset">Offset of its first byte.</param>
/// <param name="Bytes">Its bytes without the line end; none when it is too long.</param>
/// <param name="TooLong">True when it is longer than the limit.</param>
internal readonly record struct RecordLine(long Number, long Offset, ReadOnlyMemory<byte> Bytes, bool TooLong);
