using System.Buffers;
using Distill.Core.Storage;

namespace Distill.Core.RollingLogs;

/// <summary>A durable log of lines: many writers, one file at a time, entries that come in one interval made durable together. Thread-safe.</summary>
/// <remarks>
/// <see cref="Write"/> only queues. A writer takes all that waits, at the latest when the interval is over, writes it as one append and returns when it is durable. Nothing is dropped: when
/// storage is slower than the traffic, entries wait up to a bound of bytes, and then those who ask for room wait. When storage fails, the same lines are tried again in a new file, so a line may be
/// there twice. A crash loses at most the entries of the last interval and what was being written; a line that was torn is cut off at the next start.
/// </remarks>
public sealed class RollingLog : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    private readonly RollingLogOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<IOException> _onFailure;
    private readonly RollingLogFile _file;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _buffer = new(64 * 1024);
    private readonly SemaphoreSlim _arrived = new(0, 1);
    private List<IRollingLogEntry> _waiting = [];
    private List<IRollingLogEntry> _spare = [];
    private TaskCompletionSource _durable = NewSource();
    private TaskCompletionSource _room = NewSource();
    private TaskCompletionSource _urgent = NewSource();
    private long _pending;
    private long _serialized;
    private Task? _writer;

    /// <summary>A log; nothing happens before <see cref="StartAsync"/>.</summary>
    /// <param name="blobs">Where files go.</param>
    /// <param name="options">How.</param>
    /// <param name="time">Clock of intervals and names.</param>
    /// <param name="onFailure">Told of each failure of storage.</param>
    public RollingLog(IBlobStore blobs, RollingLogOptions options, TimeProvider time, Action<IOException> onFailure)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _time = time;
        _onFailure = onFailure;
        _file = new RollingLogFile(blobs, options, time);
    }

    /// <summary>Bytes of entries that are not durable yet.</summary>
    public long PendingBytes => Volatile.Read(ref _pending);

    /// <summary>Mends what a crash left and begins to write.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await _file.RecoverAsync(cancellationToken);
        _writer ??= Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>Completes when there is room for another entry; at once unless storage is behind.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="InvalidOperationException">The writer has ended by a defect; nothing can be logged any more.</exception>
    public ValueTask WaitForRoomAsync(CancellationToken cancellationToken = default)
    {
        if (_writer is { IsFaulted: true } ended)
        {
            throw new InvalidOperationException("The writer of the log has ended.", ended.Exception);
        }

        return PendingBytes < _options.MaxPendingBytes ? ValueTask.CompletedTask : WaitAsync(cancellationToken);
    }

    /// <summary>Queues an entry. It is taken even beyond the bound, for what has been paid for must be kept: ask for room before.</summary>
    public void Write(IRollingLogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        bool first;
        lock (_gate)
        {
            first = _waiting.Count == 0;
            _waiting.Add(entry);
            if (Interlocked.Add(ref _pending, entry.Size) > _options.MaxPendingBytes / 2)
            {
                _urgent.TrySetResult();
            }
        }

        if (first && _arrived.CurrentCount == 0)
        {
            Signal();
        }
    }

    /// <summary>Queues entries and completes when they are durable, without waiting for the interval.</summary>
    public async Task WriteDurablyAsync(IReadOnlyList<IRollingLogEntry> entries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        await WaitForRoomAsync(cancellationToken);
        Task durable;
        lock (_gate)
        {
            foreach (var entry in entries)
            {
                _waiting.Add(entry);
                Interlocked.Add(ref _pending, entry.Size);
            }

            durable = _durable.Task;
            _urgent.TrySetResult();
        }

        Signal();
        await durable.WaitAsync(cancellationToken);
    }

    /// <summary>Makes all that was queued durable, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        Signal();
        if (_writer is not null)
        {
            await _writer;
        }

        await _file.DisposeAsync();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task room;
            lock (_gate)
            {
                if (_pending < _options.MaxPendingBytes)
                {
                    return;
                }

                room = _room.Task;
            }

            await room.WaitAsync(cancellationToken);
        }
    }

    private void Signal()
    {
        lock (_arrived)
        {
            if (_arrived.CurrentCount == 0)
            {
                _arrived.Release();
            }
        }
    }

    private async Task RunAsync()
    {
        while (true)
        {
            await _arrived.WaitAsync(CancellationToken.None);
            await CollectAsync();
            await FlushAsync();
            if (_closing.IsCancellationRequested && PendingBytes == 0)
            {
                return;
            }
        }
    }

    // More may share the flush, until the interval is over, much is waiting, or somebody waits for it. Entries are turned into lines meanwhile, so that what they keep is soon
    // free for the next requests.
    private async Task CollectAsync()
    {
        var began = _time.GetTimestamp();
        while (!_urgent.Task.IsCompleted && !_closing.IsCancellationRequested && _time.GetElapsedTime(began) < _options.FlushInterval)
        {
            await Task.WhenAny(_urgent.Task, Task.Delay(Step, _time, _closing.Token));
            Serialize(Take());
        }
    }

    private async Task FlushAsync()
    {
        // Whoever comes after the last look signals anew.
        _ = await _arrived.WaitAsync(TimeSpan.Zero, CancellationToken.None);
        TaskCompletionSource durable;
        List<IRollingLogEntry> rest;
        lock (_gate)
        {
            rest = Take();
            (durable, _durable) = (_durable, NewSource());
            _urgent = NewSource();
        }

        Serialize(rest);
        if (_buffer.WrittenCount > 0)
        {
            await _file.AppendUntilDurableAsync(_buffer.WrittenMemory, _onFailure, _closing.Token);
            MakeRoom();
        }

        durable.TrySetResult();
    }

    private List<IRollingLogEntry> Take()
    {
        lock (_gate)
        {
            (_waiting, _spare) = (_spare, _waiting);
            return _spare;
        }
    }

    private void Serialize(List<IRollingLogEntry> entries)
    {
        foreach (var entry in entries)
        {
            _serialized += entry.Size;
            entry.WriteTo(_buffer);
            _buffer.Write("\n"u8);
            entry.Release();
        }

        entries.Clear();
    }

    private void MakeRoom()
    {
        TaskCompletionSource room;
        lock (_gate)
        {
            Interlocked.Add(ref _pending, -_serialized);
            (room, _room) = (_room, NewSource());
        }

        _serialized = 0;
        _buffer.ResetWrittenCount();
        room.TrySetResult();
    }
}
