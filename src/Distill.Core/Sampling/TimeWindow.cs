using Distill.Core.Filtering;

namespace Distill.Core.Sampling;

/// <summary>A stretch of time, half-open: a record at <see cref="From"/> is in, one at <see cref="To"/> is not, so that windows beside each other share none.</summary>
/// <param name="From">The first moment; null has no beginning.</param>
/// <param name="To">The first moment after it; null has no end.</param>
public sealed record TimeWindow(DateTimeOffset? From, DateTimeOffset? To)
{
    /// <summary>True when the moment is in it.</summary>
    public bool Contains(DateTimeOffset time) => !(time < From) && !(time >= To);

    /// <summary>Reads a moment: <c>2026-11-23</c>, <c>2026-11-23T08:00:00</c>, with <c>Z</c> or an offset such as <c>+08:00</c>; UTC without one.</summary>
    /// <returns>Null when the text is none.</returns>
    public static DateTimeOffset? Parse(string text) =>
        ScalarText.TryTime(text, out var micros) ? DateTimeOffset.UnixEpoch.AddMicroseconds(micros) : null;
}
