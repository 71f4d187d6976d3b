using System.Buffers;
using System.Collections.Concurrent;
using Distill.Core.Storage;

namespace Distill.Core.Inference.Journal;

/// <summary>Appends to one journal. Thread-safe; entries appended together share a flush.</summary>
public sealed class JournalWriter : IAsyncDisposable
{
    private readonly ConcurrentBag<ArrayBufferWriter<byte>> _buffers = [];
    private readonly IBlobAppender _appender;

    internal JournalWriter(IBlobAppender appender) => _appender = appender;

    /// <summary>Appends an entry; when the task completes, the entry survives the loss of the process and of power and may be used.</summary>
    /// <remarks>It cannot be cancelled: what it holds has been paid.</remarks>
    /// <param name="entry">The settled call.</param>
    public async Task AppendAsync(JournalEntry entry)
    {
        var buffer = _buffers.TryTake(out var used) ? used : new ArrayBufferWriter<byte>(1024);
        JournalLine.Write(entry, buffer);
        await _appender.AppendAsync(buffer.WrittenMemory, CancellationToken.None);
        buffer.ResetWrittenCount();
        _buffers.Add(buffer);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _appender.DisposeAsync();
}
