using Distill.Core.Filtering.Evaluation;
using Distill.Core.Samples;

namespace Distill.Core.Filtering;

/// <summary>When a sample happened. Thread-safe.</summary>
public static class SampleTime
{
    /// <summary>Where the time is looked for under <c>meta</c>: the first that is one counts.</summary>
    public static IReadOnlyList<string> Names { get; } = ["time", "timestamp", "created"];

    /// <summary>The moment to the microsecond, UTC; null when the sample tells none.</summary>
    public static DateTimeOffset? Of(Sample sample) =>
        Microseconds(sample) is { } micros ? DateTimeOffset.UnixEpoch.AddMicroseconds(micros) : null;

    /// <summary>The moment that a text tells, in microseconds since 1970-01-01T00:00:00Z; null when it tells none.</summary>
    internal static long? OfText(string? text) => FilterValue.Of(text).TryTime(out var micros) ? micros : null;

    /// <summary>Microseconds since 1970-01-01T00:00:00Z, or null.</summary>
    internal static long? Microseconds(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        // The common case needs no tree.
        if (OfText(sample.MetaText(Names[0])) is { } first)
        {
            return first;
        }

        if (sample.Meta is not { } meta)
        {
            return null;
        }

        for (var i = 0; i < Names.Count; i++)
        {
            if (meta.TryGetPropertyValue(Names[i], out var node) && FilterValue.Of(node).TryTime(out var micros))
            {
                return micros;
            }
        }

        return null;
    }
}
