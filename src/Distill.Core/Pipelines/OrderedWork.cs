using System.Runtime.CompilerServices;

namespace Distill.Core.Pipelines;

/// <summary>Work on several threads whose results come in the order of the input.</summary>
public static class OrderedWork
{
    /// <summary>Threads that one run takes by default: the machine's.</summary>
    public static int DefaultThreads => Environment.ProcessorCount;

    /// <summary>Maps each item on a thread of the pool. At most <paramref name="threads"/> items, and one that waits, are under way at a time.</summary>
    /// <param name="source">The items; read by the caller's thread.</param>
    /// <param name="work">Pure with respect to the other items: it runs for several at once.</param>
    /// <param name="threads">At least 1.</param>
    /// <param name="cancellationToken">Stops between items.</param>
    /// <returns>The results in order. When it ends early, no work is under way any more.</returns>
    public static async IAsyncEnumerable<TResult> RunAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> source,
        Func<TItem, TResult> work,
        int threads,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        // One thread's worth of work waits, so that no thread is idle while results are taken; a single thread works strictly in turn.
        var window = threads == 1 ? 1 : threads + 1;
        var underWay = new Queue<Task<TResult>>(window);
        try
        {
            await foreach (var item in source.WithCancellation(cancellationToken))
            {
                underWay.Enqueue(Task.Run(() => work(item), CancellationToken.None));
                if (underWay.Count == window)
                {
                    yield return await underWay.Dequeue();
                }
            }

            while (underWay.Count > 0)
            {
                yield return await underWay.Dequeue();
            }
        }
        finally
        {
            // Ended by a failure that is on its way already, or by a caller who wants no more: the rest is waited for, not asked.
            await ((Task)Task.WhenAll(underWay)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Groups items.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<T>> BatchAsync<T>(
        IAsyncEnumerable<T> source,
        int size,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        var batch = new List<T>(size);
        await foreach (var item in source.WithCancellation(cancellationToken))
        {
            batch.Add(item);
            if (batch.Count == size)
            {
                yield return batch;
                batch = new List<T>(size);
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
