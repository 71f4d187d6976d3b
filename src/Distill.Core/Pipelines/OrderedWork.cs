using System.Runtime.CompilerServices;

namespace Distill.Core.Pipelines;

/// <summary>Work on several threads whose results come in the order of the input.</summary>
public static class OrderedWork
{
    /// <summary>Threads that one run takes by default: the machine's.</summary>
    public static int DefaultThreads => Environment.ProcessorCount;

    /// <summary>Maps each item on a thread of the pool, and reads the next one meanwhile.</summary>
    /// <remarks>
    /// At most twice as many items as <paramref name="threads"/> are under way at a time, enough that no thread is idle while the results before are taken; a single
    /// thread has one.
    /// </remarks>
    /// <param name="source">The items; one is read at a time.</param>
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
        var window = threads == 1 ? 1 : 2 * threads;
        var underWay = new Queue<Task<TResult>>(window);
        await using var items = source.GetAsyncEnumerator(cancellationToken);
        var reading = items.MoveNextAsync().AsTask();
        try
        {
            while (await reading)
            {
                underWay.Enqueue(Start(work, items.Current));
                reading = items.MoveNextAsync().AsTask();
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
            await ((Task)Task.WhenAll([.. underWay, (Task)reading])).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // In the order of the items whatever thread starts them: a thread's own work would otherwise be taken up from its end.
    private static Task<TResult> Start<TItem, TResult>(Func<TItem, TResult> work, TItem item) =>
        Task.Factory.StartNew(
            () => work(item),
            CancellationToken.None,
            TaskCreationOptions.DenyChildAttach | TaskCreationOptions.PreferFairness,
            TaskScheduler.Default
        );

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
