using System.Threading.Channels;
using Distill.Core.Storage;

namespace Distill.Storage.Local.Blobs;

/// <summary>Appends with group commit: all that waits while one flush runs is written together and shares the next.</summary>
internal sealed class LocalBlobAppender : IBlobAppender
{
    private const int MaxGroup = 1024;

    private readonly BlobFiles files;
    private readonly string path;
    private readonly FileStream stream;
    private readonly Channel<Append> waiting = Channel.CreateUnbounded<Append>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task writer;
    private long length;
    private IOException? failure;

    private LocalBlobAppender(BlobFiles files, string path, FileStream stream, long length)
    {
        this.files = files;
        this.path = path;
        this.stream = stream;
        this.length = length;
        writer = Task.Run(WriteGroupsAsync);
    }

    public static LocalBlobAppender Open(BlobFiles files, string path)
    {
        var file = files.OpenForAppend(path);
        try
        {
            return new LocalBlobAppender(files, path, file, TornTail.Cut(file.SafeFileHandle));
        }
        catch
        {
            file.Dispose();
            files.CloseAppender(path);
            throw;
        }
    }

    public async Task AppendAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
    {
        if (data.Span is not [.., (byte)'\n'])
        {
            throw new ArgumentException("An append is whole lines: it must end with LF.", nameof(data));
        }

        cancellationToken.ThrowIfCancellationRequested();
        var append = new Append(data);
        if (!waiting.Writer.TryWrite(append))
        {
            throw failure ?? (Exception)new ObjectDisposedException(path);
        }

        await append.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await writer;
        await stream.DisposeAsync();
        files.CloseAppender(path);
    }

    private async Task WriteGroupsAsync()
    {
        var group = new List<Append>();
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (group.Count < MaxGroup && waiting.Reader.TryRead(out var append))
            {
                group.Add(append);
            }

            Write(group);
            group.Clear();
        }
    }

    private void Write(List<Append> group)
    {
        if (failure is null)
        {
            try
            {
                RandomAccess.Write(stream.SafeFileHandle, [.. group.Select(append => append.Data)], length);
                RandomAccess.FlushToDisk(stream.SafeFileHandle);
                length += group.Sum(append => (long)append.Data.Length);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Fail(exception);
            }
        }

        foreach (var append in group)
        {
            if (failure is null)
            {
                append.Done.SetResult();
            }
            else
            {
                append.Done.SetException(failure);
            }
        }
    }

    // After a failed flush nobody knows what the disk holds: no further append may be acknowledged. Cutting the file back is an attempt; where it
    // fails too, the rule of torn tails holds at the next opening.
    private void Fail(Exception exception)
    {
        failure = StorageFailure.Explain(exception, files.FileOf(path), "appended to");
        waiting.Writer.TryComplete();
        try
        {
            RandomAccess.SetLength(stream.SafeFileHandle, length);
        }
        catch (IOException second)
        {
            failure = StorageFailure.Explain(new AggregateException(exception, second), files.FileOf(path), "appended to");
        }
    }

    private sealed record Append(ReadOnlyMemory<byte> Data)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
