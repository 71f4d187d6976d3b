using Distill.Core.Storage;

namespace Distill.Core.RollingLogs;

/// <summary>The file that a log is writing to, and the change to the next one. Not thread-safe: the log's writer alone uses it.</summary>
internal sealed class RollingLogFile(IBlobStore blobs, RollingLogOptions options, TimeProvider time) : IAsyncDisposable
{
    // An append blob has at most 50,000 blocks.
    private const int MaxAppends = 40_000;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private IBlobAppender? _appender;

    // The hour whose files are counted, and the number of the next of them.
    private string? _folder;
    private int _sequence;
    private long _length;
    private int _appends;

    /// <summary>Cuts off a line that a crash left without its end in the last file of this writer.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        string? last = null;
        await foreach (var blob in blobs.ListAsync(options.Container, cancellationToken))
        {
            last = RollingLogPath.SequenceOf(blob.Path, options.Writer) is null ? last : blob.Path;
        }

        if (last is null)
        {
            return;
        }

        try
        {
            // Opening does it.
            await using var _ = await blobs.OpenAppendAsync(last, cancellationToken);
        }
        catch (StoreConflictException)
        {
            // Another process of this name is writing to it; the next file will have another number.
        }
    }

    /// <summary>Appends lines, in a new file after each failure, until they are durable.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="onFailure">Told of each failure.</param>
    /// <param name="giveUp">Once cancelled, a failure is the last.</param>
    /// <exception cref="IOException">It was given up; the lines may or may not be there.</exception>
    public async Task AppendUntilDurableAsync(ReadOnlyMemory<byte> lines, Action<IOException> onFailure, CancellationToken giveUp)
    {
        while (true)
        {
            try
            {
                await AppendAsync(lines, CancellationToken.None);
                return;
            }
            catch (IOException failure)
            {
                onFailure(failure);
                if (giveUp.IsCancellationRequested)
                {
                    throw;
                }

                await Task.Delay(RetryDelay, time, CancellationToken.None);
            }
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task AppendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isOver =
            RollingLogPath.FolderOf(options.Container, now) != _folder || _length >= options.MaxFileBytes || _appends >= MaxAppends;
        if (isOver)
        {
            await CloseAsync();
        }

        _appender ??= await OpenAsync(now, cancellationToken);
        try
        {
            await _appender.AppendAsync(lines, cancellationToken);
            _length += lines.Length;
            _appends++;
        }
        catch (IOException)
        {
            await CloseAsync();
            throw;
        }
    }

    private async Task<IBlobAppender> OpenAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var folder = RollingLogPath.FolderOf(options.Container, now);
        if (folder != _folder)
        {
            _sequence = await NextSequenceAsync(folder, cancellationToken);
            _folder = folder;
        }

        while (true)
        {
            try
            {
                var path = RollingLogPath.Of(options.Container, now, options.Writer, _sequence++);
                var appender = await blobs.OpenAppendAsync(path, cancellationToken);
                (_length, _appends) = (0, 0);
                return appender;
            }
            catch (StoreConflictException)
            {
                // Another process of this name has just begun this one.
            }
        }
    }

    private async Task<int> NextSequenceAsync(string folder, CancellationToken cancellationToken)
    {
        var next = 0;
        await foreach (var blob in blobs.ListAsync(folder, cancellationToken))
        {
            next = RollingLogPath.SequenceOf(blob.Path, options.Writer) is { } used ? Math.Max(next, used + 1) : next;
        }

        return next;
    }

    private async Task CloseAsync()
    {
        if (_appender is { } open)
        {
            _appender = null;
            await open.DisposeAsync();
        }
    }
}
