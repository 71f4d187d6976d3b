using System.Buffers;

namespace Distill.Core.RollingLogs;

/// <summary>Something to be logged; it is written by the log's writer, later, and then let go.</summary>
public interface IRollingLogEntry
{
    /// <summary>Bytes that it takes up until it is durable, roughly; at least 1.</summary>
    int Size { get; }

    /// <summary>Writes one line without its end: UTF-8, no LF. Called once, by one thread at a time.</summary>
    void WriteTo(IBufferWriter<byte> output);

    /// <summary>Called once, when the line has been written: what the entry kept is free.</summary>
    void Release();
}
