using Distill.Core.Statistics;

namespace Distill.Core.Annotation;

/// <summary>The figures of tasks as counters that add up, so that a store keeps them with every change instead of reading all tasks. Not thread-safe.</summary>
/// <remarks>Each task adds to some counters by what it is alone; a change of a task takes away what it was and adds what it is.</remarks>
public sealed class AnnotationTally
{
    // No name has it.
    private const char Separator = '\u001f';
    private const string Task = "task";
    private const string State = "state";
    private const string Open = "open";
    private const string Disagreement = "disagreement";
    private const string Taken = "taken";
    private const string Pair = "pair";
    private const string Person = "person";
    private const string Skipped = "skipped";
    private const string Adjudicated = "adjudicated";
    private const string Overruled = "overruled";

    private readonly Dictionary<string, long> _counts;

    /// <summary>A tally of stored counters.</summary>
    /// <param name="counts">The counters; null for none.</param>
    public AnnotationTally(IEnumerable<KeyValuePair<string, long>>? counts = null) =>
        _counts = new Dictionary<string, long>(counts ?? [], StringComparer.Ordinal);

    /// <summary>The counters, for a store.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>Adds a task; its content is not needed.</summary>
    public void Add(AnnotationTask task) => Add(task, 1);

    /// <summary>Takes a task away.</summary>
    public void Remove(AnnotationTask task) => Add(task, -1);

    /// <summary>Adds the counters of another tally.</summary>
    public void Add(AnnotationTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (key, count) in other._counts)
        {
            Add(key, count);
        }
    }

    /// <summary>What the counters say.</summary>
    public AnnotationFigures ToFigures() =>
        new(
            Count(Task),
            Enum.GetValues<AnnotationState>()
                .Select(state => (State: state, Tasks: Count(State, state.ToString())))
                .Where(pair => pair.Tasks > 0)
                .ToDictionary(pair => pair.State, pair => pair.Tasks),
            Count(Open),
            Count(Disagreement),
            Count(Taken),
            Kappa(),
            [.. People().OrderByDescending(Decided).ThenBy(person => person.Annotator, StringComparer.Ordinal)]
        );

    private static string Key(params string[] parts) => string.Join(Separator, parts);

    private static long Decided(AnnotatorFigures person) => person.Approved + person.Rewritten + person.Rejected;

    private void Add(AnnotationTask task, long sign)
    {
        ArgumentNullException.ThrowIfNull(task);
        Add(Key(Task), sign);
        Add(Key(State, task.State.ToString()), sign);
        Add(Key(Open), task.IsFinal ? 0 : sign);
        Add(Key(Disagreement), task.NeedsAdjudication ? sign : 0);
        Add(Key(Taken), task.Outcome?.By == AnnotationDecision.Policy ? sign : 0);
        if (AnnotationAgreement.Pair(task) is var (first, second))
        {
            Add(Key(Pair, first, second), sign);
        }

        foreach (var skipper in task.SkippedBy)
        {
            Add(Key(Person, skipper, Skipped), sign);
        }

        foreach (var decision in task.Decisions)
        {
            var isOverruled = task.Outcome is { } outcome && !AnnotationAgreement.Agree(outcome.Choice, decision.Choice);
            Add(Key(Person, decision.By, decision.Choice.Verdict.ToString()), sign);
            Add(Key(Person, decision.By, Adjudicated), decision.Adjudicates ? sign : 0);
            Add(Key(Person, decision.By, Overruled), isOverruled ? sign : 0);
        }
    }

    private void Add(string key, long count)
    {
        var sum = _counts.GetValueOrDefault(key) + count;
        if (sum == 0)
        {
            _counts.Remove(key);
        }
        else
        {
            _counts[key] = sum;
        }
    }

    private long Count(params string[] parts) => _counts.GetValueOrDefault(Key(parts));

    private CohenKappa Kappa()
    {
        var pairs = Parts(Pair).Select(parts => (First: parts[1], Second: parts[2])).ToList();
        string[] categories =
        [
            .. pairs.SelectMany(pair => (string[])[pair.First, pair.Second]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        return CohenKappa.Of([
            .. categories.Select(first => (IReadOnlyList<long>)[.. categories.Select(second => Count(Pair, first, second))]),
        ]);
    }

    private IEnumerable<AnnotatorFigures> People() =>
        Parts(Person)
            .Select(parts => parts[1])
            .Distinct(StringComparer.Ordinal)
            .Select(name => new AnnotatorFigures(
                name,
                Count(Person, name, nameof(AnnotationVerdict.Approve)),
                Count(Person, name, nameof(AnnotationVerdict.Rewrite)),
                Count(Person, name, nameof(AnnotationVerdict.Reject)),
                Count(Person, name, Skipped),
                Count(Person, name, Adjudicated),
                Count(Person, name, Overruled)
            ));

    private IEnumerable<string[]> Parts(string kind) => _counts.Keys.Select(key => key.Split(Separator)).Where(parts => parts[0] == kind);
}
