namespace Distill.Core.Flywheel;

/// <summary>Arithmetic of windows, so that no moment is in two of them. Pure.</summary>
public static class TrafficWindows
{
    /// <summary>The same moments in windows that neither overlap nor touch, oldest first.</summary>
    public static IReadOnlyList<TrafficWindow> Merge(IEnumerable<TrafficWindow> windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        var merged = new List<TrafficWindow>();
        foreach (var window in windows.Where(window => window.From < window.To).OrderBy(window => window.From))
        {
            if (merged.Count > 0 && window.From <= merged[^1].To)
            {
                merged[^1] = merged[^1] with { To = Later(merged[^1].To, window.To) };
            }
            else
            {
                merged.Add(window);
            }
        }

        return merged;
    }

    /// <summary>What is left of the windows without the moments of another.</summary>
    public static IReadOnlyList<TrafficWindow> Without(IEnumerable<TrafficWindow> windows, TrafficWindow other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Merge(
            windows.SelectMany(window =>
                (TrafficWindow[])[window with { To = Earlier(window.To, other.From) }, window with { From = Later(window.From, other.To) }]
            )
        );
    }

    /// <summary>The moments of the windows from one moment up to, but without, another.</summary>
    public static IReadOnlyList<TrafficWindow> Between(IEnumerable<TrafficWindow> windows, DateTimeOffset from, DateTimeOffset to) =>
        Merge(windows.Select(window => new TrafficWindow(Later(window.From, from), Earlier(window.To, to))));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
