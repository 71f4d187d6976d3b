using Distill.Core.Samples;

namespace Distill.Core.Operators;

/// <summary>A recipe at work on one dataset. Not thread-safe. Memory grows only with what deduplicators must remember.</summary>
/// <remarks>
/// Deduplicators that survey the dataset need passes of their own, so the caller streams it, always in the same order, until no pass is left:
/// <code>
/// var run = recipe.Start();
/// while (run.NextPass())
///     foreach (var sample in dataset)
///         if (run.Process(sample) is { } outcome)
///             …; // only the last pass has outcomes
/// </code>
/// </remarks>
public sealed class CleaningRun
{
    private readonly IReadOnlyList<IOperator> _operators;
    private readonly Counter[] _counters;

    // The operators that survey; the last pass, which surveys nothing, ends at the length of the recipe.
    private readonly Queue<int> _passEnds;
    private int _end = -1;

    internal CleaningRun(IReadOnlyList<IOperator> operators)
    {
        _operators = operators;
        _counters = [.. operators.Select(_ => new Counter())];
        var surveys = Enumerable.Range(0, operators.Count).Where(i => operators[i] is IDeduplicator { NeedsSurvey: true });
        _passEnds = new Queue<int>([.. surveys, operators.Count]);
    }

    /// <summary>What each operator did in the last pass, in the recipe's order.</summary>
    public IReadOnlyList<OperatorStatistics> Statistics =>
        [.. _operators.Zip(_counters, (op, counter) => new OperatorStatistics(op.Name, counter.Seen, counter.Changed, counter.Dropped))];

    /// <summary>Passes that have not begun; of a fresh run one for each deduplicator that surveys, and the last.</summary>
    public int PassesLeft => _passEnds.Count;

    /// <summary>Begins the next pass; false when there is none.</summary>
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

    /// <summary>Takes a sample through the pass: its outcome in the last pass, else null.</summary>
    /// <exception cref="InvalidOperationException">No pass has begun.</exception>
    public CleaningOutcome? Process(Sample sample)
    {
        if (_end < 0)
        {
            throw new InvalidOperationException("No pass is under way; call NextPass.");
        }

        var last = _end == _operators.Count;
        for (var i = 0; i < _end; i++)
        {
            var (next, drop) = Apply(_operators[i], sample);
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
            ((IDeduplicator)_operators[_end]).Survey(sample);
        }

        return last ? new CleaningOutcome(sample) : null;
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

    private static (Sample Next, Drop? Drop) Apply(IOperator step, Sample sample) =>
        step switch
        {
            IMapper mapper => (mapper.Map(sample), null),
            IFilter filter => (sample, filter.Judge(sample)),
            IDeduplicator deduplicator => (sample, deduplicator.Judge(sample)),
            _ => throw new InvalidOperationException($"{step.Name} is neither a mapper nor a filter nor a deduplicator."),
        };

    private sealed class Counter
    {
        public long Seen { get; private set; }

        public long Changed { get; private set; }

        public Dictionary<string, long> Dropped { get; } = new(StringComparer.Ordinal);

        public void Count(bool changed, Drop? drop)
        {
            Seen++;
            Changed += changed ? 1 : 0;
            if (drop is not null)
            {
                Dropped[drop.Reason] = Dropped.GetValueOrDefault(drop.Reason) + 1;
            }
        }
    }
}
