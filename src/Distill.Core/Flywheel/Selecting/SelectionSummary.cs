using Distill.Core.Samples;

namespace Distill.Core.Flywheel.Selecting;

/// <summary>What a selection found: counts by class and reason, with examples. Not thread-safe.</summary>
public sealed class SelectionSummary
{
    private const int MostExamples = 3;
    private readonly SortedDictionary<string, long> _classes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _reasons = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<string>> _examples = new(StringComparer.Ordinal);

    /// <summary>Replies by class.</summary>
    public IReadOnlyDictionary<string, long> Classes => _classes;

    /// <summary>Replies by reason; a reply with two reasons counts in both.</summary>
    public IReadOnlyDictionary<string, long> Reasons => _reasons;

    /// <summary>Ids of the first replies of each reason, at most three.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Examples =>
        _examples.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value, StringComparer.Ordinal);

    /// <summary>Counts a reply.</summary>
    public void Add(Sample reply, ReplyVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(reply);
        ArgumentNullException.ThrowIfNull(verdict);
        var name = verdict.Class.ToString().ToLowerInvariant();
        _classes[name] = _classes.GetValueOrDefault(name) + 1;
        foreach (var reason in verdict.Reasons)
        {
            _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
            if (!_examples.TryGetValue(reason, out var ids))
            {
                _examples[reason] = ids = [];
            }

            if (ids.Count < MostExamples)
            {
                ids.Add(reply.Id);
            }
        }
    }
}
