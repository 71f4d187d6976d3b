using System.Threading.Channels;
using Distill.Core.Storage;

namespace Distill.Storage.Azure.Blobs;

/// <summary>Appends with group commit: all that waits while one request runs goes up together in the next.</summary>
internal sealed class AzureBlobAppender : IBlobAppender
{
    private readonly AppendLog log;
    private readonly string path;
    private readonly Action release;
    private readonly Channel<Append> waiting = Channel.CreateUnbounded<Append>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task writer;
    private IOException? failure;
    private int disposed;

    /// <summary>Appends to an open log.</summary>
    /// <param name="log">The log; closed with the appender.</param>
    /// <param name="path">The blob, for messages.</param>
    /// <param name="release">Ends the claim of this process on the blob.</param>
    public AzureBlobAppender(AppendLog log, string path, Action release)
    {
        this.log = log;
        this.path = path;
        this.release = release;
        writer = Task.Run(WriteGroupsAsync);
    }

    public async Task AppendAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
    {
        if (data.Span is not [.., (byte)'\n'])
        {
            throw new ArgumentException("An append is whole lines: it must end with LF.", nameof(data));
        }

        cancellationToken.ThrowIfCancellationRequested();
        var append = new Append([.. AppendBlocks.Cut(data)], data.Length);
        if (!waiting.Writer.TryWrite(append))
        {
            throw failure ?? (Exception)new ObjectDisposedException(path);
        }

        await append.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
        {
            return;
        }

        waiting.Writer.TryComplete();
        try
        {
            await writer;
            await log.DisposeAsync();
        }
        finally
        {
            release();
        }
    }

    private async Task WriteGroupsAsync()
    {
        var group = new List<Append>();
        while (await waiting.Reader.WaitToReadAsync())
        {
            Fill(group);
            await WriteAsync(group);
            group.Clear();
        }
    }

    // Small appends share a block; one that has several blocks, or would not fit any more, goes by itself.
    private void Fill(List<Append> group)
    {
        long bytes = 0;
        while (waiting.Reader.TryPeek(out var next) && (group.Count == 0 || bytes + next.Length <= AppendBlocks.Size))
        {
            waiting.Reader.TryRead(out _);
            group.Add(next);
            bytes += next.Length;
        }
    }

    private async Task WriteAsync(List<Append> group)
    {
        if (failure is null)
        {
            try
            {
                await SendAsync(group);
            }
            catch (Exception exception) when (exception is IOException || StorageFailure.IsFailure(exception, CancellationToken.None))
            {
                // Nobody knows whether the last block has arrived, so no further append may be acknowledged after it.
                failure = StorageFailure.Explain(exception, $"The blob '{path}' could not be appended to");
                waiting.Writer.TryComplete();
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

    private async Task SendAsync(List<Append> group)
    {
        if (group is [{ Blocks: var blocks }])
        {
            foreach (var block in blocks)
            {
                await log.AppendAsync([block]);
            }
        }
        else
        {
            await log.AppendAsync([.. group.SelectMany(append => append.Blocks)]);
        }
    }

    private sealed record Append(IReadOnlyList<ReadOnlyMemory<byte>> Blocks, long Length)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
