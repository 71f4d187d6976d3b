using System.Globalization;

namespace Distill.Core.Flywheel;

/// <summary>A stretch of traffic that one turn of the wheel works on: from its beginning up to, but without, its end.</summary>
/// <param name="From">First moment.</param>
/// <param name="To">First moment after it.</param>
public sealed record TrafficWindow(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>True for a moment inside.</summary>
    public bool Contains(DateTimeOffset time) => From <= time && time < To;

    /// <summary>Id of the run of a wheel on this window: lower-case, the same however often it is asked for.</summary>
    /// <param name="wheel">Name of the wheel: lower-case letters, digits and hyphens.</param>
    public string RunId(string wheel) =>
        string.Create(CultureInfo.InvariantCulture, $"{wheel}-{From.UtcDateTime:yyyyMMdd't'HHmmss}-{To.UtcDateTime:yyyyMMdd't'HHmmss}");
}
