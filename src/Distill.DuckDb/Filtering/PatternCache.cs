using System.Collections.Concurrent;
using Distill.Core.Filtering;

namespace Distill.DuckDb.Filtering;

/// <summary>Keeps the patterns of running queries compiled. Thread-safe.</summary>
internal sealed class PatternCache
{
    private const int Most = 64;

    private readonly ConcurrentDictionary<(string Text, bool IgnoreCase), FilterPattern> _patterns = new();

    /// <summary>The pattern; a filter holds only valid ones.</summary>
    public FilterPattern Get(string text, bool ignoreCase)
    {
        if (_patterns.TryGetValue((text, ignoreCase), out var known))
        {
            return known;
        }

        // Patterns come from users without end; queries that run need a few of them.
        if (_patterns.Count >= Most)
        {
            _patterns.Clear();
        }

        return _patterns.GetOrAdd(
            (text, ignoreCase),
            static key =>
                FilterPattern.TryCreate(key.Text, key.IgnoreCase, out var pattern, out var problem)
                    ? pattern!
                    : throw new InvalidOperationException(problem)
        );
    }
}
