using System.Runtime.CompilerServices;
using Distill.Core.Pipelines;
using Distill.Core.Samples;

namespace Distill.Core.Operators;

/// <summary>A recipe at work on one dataset. Memory grows only with what deduplicators must remember.</summary>
/// <remarks>
/// Deduplicators that survey the dataset need passes of their own, so the caller streams it, always in the same order, until no pass is left:
/// <code>
/// var run = recipe.Start();
/// while (run.NextPass())
///     foreach (var sample in dataset)
///         if (run.Process(sample) is { } outcome)
///             …; // only the last pass has outcomes
/// </code>
/// <see cref="Process"/> is <see cref="Prepare"/> and then <see cref="Commit"/>. Within a pass any threads may prepare samples, in any order; one thread
/// commits them, in the order of the dataset. So the outcome does not depend on the number of threads. Mappers and filters before the first deduplicator,
/// and what deduplicators prepare, run on all threads; whatever follows a deduplicator runs where samples are committed, so those belong at a recipe's end.
/// </remarks>
public sealed class CleaningRun : IDisposable
{
    // Bits of PreparedSample.Changed; a recipe with more operators before its first deduplicator does the rest in the commit.
    private const int MostAhead = 64;

    private readonly IReadOnlyList<IOperator> _operators;
    private readonly OperatorCounter[] _counters;

    // Operators up to here work ahead, and those up to _prepared prepare ahead.
    private readonly int _ahead;
    private readonly int _prepared;

    // The operators that survey; the last pass, which surveys nothing, ends at the length of the recipe.
    private readonly Queue<int> _passEnds;
    private int _end = -1;

    internal CleaningRun(IReadOnlyList<IOperator> operators)
    {
        _operators = operators;
        _counters = [.. operators.Select(_ => new OperatorCounter())];
        _ahead = operators.TakeWhile(step => step is not IDeduplicator).Take(MostAhead).Count();
        _prepared = _ahead + operators.Skip(_ahead).TakeWhile(step => step is IDeduplicator).Count();
        var surveys = Enumerable.Range(0, operators.Count).Where(i => operators[i] is IDeduplicator { NeedsSurvey: true });
        _passEnds = new Queue<int>([.. surveys, operators.Count]);
    }

    /// <summary>What each operator did in the last pass, in the recipe's order.</summary>
    public IReadOnlyList<OperatorStatistics> Statistics =>
        [.. _operators.Zip(_counters, (op, counter) => new OperatorStatistics(op.Name, counter.Seen, counter.Changed, counter.Dropped))];

    /// <summary>Passes that have not begun; of a fresh run one for each deduplicator that surveys, and the last.</summary>
    public int PassesLeft => _passEnds.Count;

    private bool IsLast => _end == _operators.Count;

    /// <summary>Lets the operators that compare with other data read it; to be called before the first pass.</summary>
    /// <param name="references">Finds the data; null when there is none to be found.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ReferenceException">An operator names data that cannot be read.</exception>
    public async Task LoadAsync(IReferenceReader? references, CancellationToken cancellationToken = default)
    {
        foreach (var step in _operators.OfType<IReferencingOperator>())
        {
            await step.LoadAsync(references ?? NoReferences.Instance, cancellationToken);
        }
    }

    /// <summary>Begins the next pass; false when there is none. No sample of the pass before may be under way.</summary>
    public bool NextPass()
    {
        if (!_passEnds.TryDequeue(out var end))
        {
            _end = -1;
            return false;
        }

        _end = end;
        foreach (var deduplicator in _operators.OfType<IDeduplicator>())
        {
            deduplicator.Rewind();
        }

        return true;
    }

    /// <summary>Does what needs no other sample. Thread-safe within a pass.</summary>
    /// <exception cref="InvalidOperationException">No pass has begun.</exception>
    public PreparedSample Prepare(Sample sample)
    {
        RequirePass();
        var changed = 0UL;
        var end = Math.Min(_ahead, _end);
        for (var i = 0; i < end; i++)
        {
            var (next, drop) = Apply(_operators[i], sample);
            changed |= ReferenceEquals(next, sample) ? 0 : 1UL << i;
            sample = next;
            if (drop is not null)
            {
                return new PreparedSample(sample, i + 1, changed, drop, null);
            }
        }

        return new PreparedSample(sample, end, changed, null, Keys(sample));
    }

    /// <summary>Takes a prepared sample through the rest of the pass: its outcome in the last pass, else null. Samples come in the dataset's order.</summary>
    /// <exception cref="InvalidOperationException">No pass has begun.</exception>
    public CleaningOutcome? Commit(in PreparedSample prepared)
    {
        RequirePass();
        var (sample, last) = (prepared.Sample, IsLast);
        for (var i = 0; last && i < prepared.Reached; i++)
        {
            _counters[i].Count((prepared.Changed >> i & 1) != 0, i + 1 == prepared.Reached ? prepared.Drop : null);
        }

        if (prepared.Drop is { } early)
        {
            return last ? new CleaningOutcome(sample, _operators[prepared.Reached - 1].Name, early) : null;
        }

        for (var i = prepared.Reached; i < _end; i++)
        {
            var key = prepared.Keys is not null && i < _prepared ? prepared.Keys[i - _ahead] : null;
            var (next, drop) = i < _prepared ? (sample, Judge(_operators[i], sample, key)) : Apply(_operators[i], sample);
            if (last)
            {
                _counters[i].Count(changed: !ReferenceEquals(next, sample), drop);
            }

            if (drop is not null)
            {
                return last ? new CleaningOutcome(sample, _operators[i].Name, drop) : null;
            }

            sample = next;
        }

        if (!last)
        {
            Survey(_operators[_end], sample, prepared);
        }

        return last ? new CleaningOutcome(sample) : null;
    }

    /// <summary>Takes a sample through the pass: its outcome in the last pass, else null.</summary>
    /// <exception cref="InvalidOperationException">No pass has begun.</exception>
    public CleaningOutcome? Process(Sample sample) => Commit(Prepare(sample));

    /// <summary>Takes a dataset through one pass on several threads; the outcomes come in its order, and only in the last pass.</summary>
    public async IAsyncEnumerable<CleaningOutcome> PassAsync(
        IAsyncEnumerable<Sample> samples,
        int threads,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        const int Batch = 256;
        var prepared = OrderedWork.RunAsync(
            OrderedWork.BatchAsync(samples, Batch, cancellationToken),
            batch => batch.Select(Prepare).ToArray(),
            threads,
            cancellationToken
        );
        await foreach (var batch in prepared)
        {
            foreach (var sample in batch)
            {
                if (Commit(sample) is { } outcome)
                {
                    yield return outcome;
                }
            }
        }
    }

    /// <summary>Cleans samples that are in memory, in all passes.</summary>
    public IReadOnlyList<CleaningOutcome> Run(IReadOnlyCollection<Sample> samples)
    {
        var outcomes = new List<CleaningOutcome>(samples.Count);
        while (NextPass())
        {
            outcomes.AddRange(samples.Select(Process).OfType<CleaningOutcome>());
        }

        return outcomes;
    }

    /// <summary>Removes what deduplicators have put on disk.</summary>
    public void Dispose()
    {
        foreach (var step in _operators.OfType<IDisposable>())
        {
            step.Dispose();
        }
    }

    private object?[]? Keys(Sample sample)
    {
        // The operator that surveys in this pass prepares too.
        var end = Math.Min(_prepared, _end + 1);
        object?[]? keys = null;
        for (var i = _ahead; i < end; i++)
        {
            if (_operators[i] is IPreparedDeduplicator deduplicator)
            {
                (keys ??= new object?[end - _ahead])[i - _ahead] = deduplicator.Prepare(sample);
            }
        }

        return keys;
    }

    private void Survey(IOperator step, Sample sample, in PreparedSample prepared)
    {
        if (step is IPreparedDeduplicator deduplicator && prepared.Keys is not null && _end < _prepared)
        {
            deduplicator.Survey(sample, prepared.Keys[_end - _ahead]);
        }
        else
        {
            ((IDeduplicator)step).Survey(sample);
        }
    }

    private static Drop? Judge(IOperator step, Sample sample, object? key) =>
        step is IPreparedDeduplicator deduplicator ? deduplicator.Judge(sample, key) : ((IDeduplicator)step).Judge(sample);

    private static (Sample Next, Drop? Drop) Apply(IOperator step, Sample sample) =>
        step switch
        {
            IMapper mapper => (mapper.Map(sample), null),
            IFilter filter => (sample, filter.Judge(sample)),
            IDeduplicator deduplicator => (sample, deduplicator.Judge(sample)),
            _ => throw new InvalidOperationException($"{step.Name} is neither a mapper nor a filter nor a deduplicator."),
        };

    private void RequirePass()
    {
        if (_end < 0)
        {
            throw new InvalidOperationException("No pass is under way; call NextPass.");
        }
    }
}
